package io.virtualqueue.server.identity;

import java.time.Clock;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens signed with the servers' key pair (EdDSA). The type in the header keeps the kinds apart. */
final class SignedTokens {
    /** Longer ones are refused unread. */
    static final int MAX_LENGTH = 2_000;

    private static final AlgorithmConstraints ONLY_EDDSA =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;

    SignedTokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    String issuer() {
        return issuer;
    }

    /** Signs; the same claims give the same text. */
    String sign(String type, JwtClaims claims) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(keys.pair().getKeyId());
        signature.setHeader("typ", type);
        signature.setPayload(claims.toJson());
        signature.setKey(keys.pair().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("Every JDK signs with Ed25519", impossible);
        }
    }

    /** The claims of a token that we signed as this type and that has not expired; else null. */
    @Nullable
    JwtClaims verify(String type, String token) {
        if (token.length() > MAX_LENGTH) {
            return null;
        }
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ONLY_EDDSA);
            signature.setCompactSerialization(token);
            signature.setKey(keys.pair().getKey());
            if (!type.equals(signature.getHeader("typ")) || !signature.verifySignature()) {
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
}
