package io.virtualqueue.server.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that all servers of one database sign with.
 *
 * @param pairs sign what others verify, one after the other: passes, and access tokens; the earliest first, at least one
 * @param sessionSecret the key of session tokens, which only servers check
 */
record SigningKeys(List<SigningPair> pairs, SecretKey sessionSecret) implements KeySource {
    private static final int SECRET_BYTES = 32;

    SigningKeys {
        pairs = List.copyOf(pairs);
    }

    static SigningKeys generate() {
        return new SigningKeys(List.of(SigningPair.generate(Instant.EPOCH, Instant.EPOCH)), generateSessionSecret());
    }

    static SecretKey generateSessionSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new SecretKeySpec(secret, SessionTokens.ALGORITHM);
    }

    /** Signs what is issued at that time, whenever that is done: so each server signs the same alike. */
    SigningPair signerAt(Instant issuedAt) {
        SigningPair signer = pairs.getFirst();
        for (SigningPair pair : pairs) {
            if (!pair.signsFrom().isAfter(issuedAt)) {
                signer = pair;
            }
        }
        return signer;
    }

    @Override
    public SigningKeys keys() {
        return this;
    }

    @Override
    public @Nullable SigningPair find(String id) {
        return pairs.stream().filter(pair -> pair.id().equals(id)).findAny().orElse(null);
    }

    /** What verifies, as a JSON Web Key Set (RFC 7517); nothing secret. */
    String publicKeySet() {
        return new JsonWebKeySet(pairs.stream().map(SigningPair::key).toList()).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    @Override
    public String toString() {
        return "SigningKeys" + pairs;
    }
}
