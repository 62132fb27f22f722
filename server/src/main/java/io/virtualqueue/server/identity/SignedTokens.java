package io.virtualqueue.server.identity;

import java.time.Clock;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens signed with the servers' key pairs (EdDSA). The type in the header keeps the kinds apart. */
final class SignedTokens {
    /** Longer ones are refused unread. */
    static final int MAX_LENGTH = 2_000;

    private static final AlgorithmConstraints ONLY_EDDSA =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private final KeySource keys;
    private final String issuer;
    private final Clock clock;

    SignedTokens(KeySource keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    String issuer() {
        return issuer;
    }

    /** Signs with the pair of the time that the claims were issued at; the same claims give the same text. */
    String sign(String type, JwtClaims claims) {
        SigningPair pair = keys.keys().signerAt(issuedAt(claims));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(pair.id());
        signature.setHeader("typ", type);
        signature.setPayload(claims.toJson());
        signature.setKey(pair.key().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("Every JDK signs with Ed25519", impossible);
        }
    }

    /** The claims of a token that we signed as this type and that has not expired; else null. May ask the database. */
    @Nullable
    JwtClaims verify(String type, String token) {
        if (token.length() > MAX_LENGTH) {
            return null;
        }
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ONLY_EDDSA);
            signature.setCompactSerialization(token);
            String keyId = signature.getKeyIdHeaderValue();
            if (keyId == null || !type.equals(signature.getHeader("typ"))) {
                return null;
            }
            SigningPair pair = keys.find(keyId);
            if (pair == null) {
                return null;
            }
            signature.setKey(pair.key().getKey());
            if (!signature.verifySignature()) {
                return null;
            }
            JwtClaims claims = JwtClaims.parse(signature.getPayload());
            boolean good = issuer.equals(claims.getIssuer())
                    && claims.getExpirationTime() != null
                    && clock.millis() < claims.getExpirationTime().getValueInMillis();
            return good ? claims : null;
        } catch (JoseException | InvalidJwtException | MalformedClaimException bad) {
            return null;
        }
    }

    private static Instant issuedAt(JwtClaims claims) {
        try {
            return Instant.ofEpochSecond(claims.getIssuedAt().getValue());
        } catch (MalformedClaimException impossible) {
            throw new IllegalStateException("We set it", impossible);
        }
    }
}
