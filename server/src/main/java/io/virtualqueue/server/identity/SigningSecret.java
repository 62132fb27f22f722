package io.virtualqueue.server.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an application signs requests with; the former one until the time when it stops. */
record SigningSecret(String text, @Nullable Instant until) {
    /** What every signing secret begins with. */
    static final String PREFIX = "vq_sign_";

    static String fresh() {
        return PREFIX + Secrets.randomText();
    }

    boolean holdsAt(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** The key of the HMAC: the text as it was shown. */
    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SigningSecret";
    }
}
