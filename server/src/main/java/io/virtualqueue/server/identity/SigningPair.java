package io.virtualqueue.server.identity;

import java.time.Instant;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A pair of keys (Ed25519) that signs what others verify, and the time in which it does.
 *
 * @param signsFrom it signs what is issued from then on
 * @param retiredAt when the next one took over, or null while there is none
 */
record SigningPair(
        OctetKeyPairJsonWebKey key,
        Instant createdAt,
        Instant signsFrom,
        @Nullable Instant retiredAt) {

    static SigningPair generate(Instant createdAt, Instant signsFrom) {
        try {
            OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            key.setUse("sig");
            key.setAlgorithm("EdDSA");
            return new SigningPair(key, createdAt, signsFrom, null);
        } catch (JoseException impossible) {
            throw new IllegalStateException("Every JDK has Ed25519", impossible);
        }
    }

    /** The thumbprint of the public key (RFC 7638), which tokens and the published set name it by. */
    String id() {
        return key.getKeyId();
    }

    @Override
    public String toString() {
        return "SigningPair[" + id() + "]";
    }
}
