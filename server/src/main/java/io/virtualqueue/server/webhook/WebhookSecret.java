package io.virtualqueue.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the deliveries of a webhook are signed with, as a text that both sides know: one of the receiver's own, or one that
 * was made here.
 */
record WebhookSecret(String text) {
    /** What those begin with that hold a key in Base64, as Standard Webhooks has it. */
    static final String PREFIX = "whsec_";

    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 200;

    private static final int FRESH_BYTES = 32;
    private static final int MIN_BYTES = 16;
    private static final int MAX_HINT_LENGTH = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one of 256 random bits. */
    static WebhookSecret fresh() {
        byte[] bytes = new byte[FRESH_BYTES];
        RANDOM.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** Whether it may be given: one that says that it holds a key in Base64 has to hold one. */
    boolean isUsable() {
        return !text.startsWith(PREFIX) || decoded().length >= MIN_BYTES;
    }

    /** The key of the plain signature: the text as it is. */
    byte[] plainKey() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The key of Standard Webhooks: what follows the prefix, or the text where there is none. */
    byte[] standardKey() {
        return text.startsWith(PREFIX) ? decoded() : plainKey();
    }

    /** How it ends, so that people can tell secrets apart; so little that a short one stays one. */
    String hint() {
        return text.substring(text.length() - Math.min(MAX_HINT_LENGTH, text.length() / MAX_HINT_LENGTH));
    }

    private byte[] decoded() {
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
