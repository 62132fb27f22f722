package io.virtualqueue.server.identity;

import java.security.SecureRandom;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * The secrets that all servers of one database sign with.
 *
 * @param pair signs what others verify: passes, and people's access tokens
 * @param sessionSecret the key of session tokens, which only servers check
 */
record SigningKeys(OctetKeyPairJsonWebKey pair, SecretKey sessionSecret) {
    private static final int SECRET_BYTES = 32;

    static SigningKeys generate() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            OctetKeyPairJsonWebKey pair = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
            pair.setUse("sig");
            pair.setAlgorithm("EdDSA");
            return new SigningKeys(pair, new SecretKeySpec(secret, SessionTokens.ALGORITHM));
        } catch (JoseException impossible) {
            throw new IllegalStateException("Every JDK has Ed25519", impossible);
        }
    }

    /** What verifies, as a JSON Web Key Set (RFC 7517); nothing secret. */
    String publicKeySet() {
        return new JsonWebKeySet(List.of(pair)).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    @Override
    public String toString() {
        return "SigningKeys[" + pair.getKeyId() + "]";
    }
}
