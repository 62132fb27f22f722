package io.virtualqueue.server.journal;

import java.util.HexFormat;

/**
 * Makes a write happen once: the same key of the same credential gets the first answer again for 24 hours.
 *
 * @param credential who sent it, so that nobody meets another's keys
 * @param key as the caller chose it
 * @param bodyHash lower-case hex digest of method, path and body; the same key with another one is refused
 */
public record Idempotency(String credential, String key, String bodyHash) {
    public Idempotency {
        HexFormat.of().parseHex(bodyHash);
    }

    /** What an answer is found by. */
    record Name(String credential, String key) {}

    Name name() {
        return new Name(credential, key);
    }
}
