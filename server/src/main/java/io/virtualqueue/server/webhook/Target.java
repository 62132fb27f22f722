package io.virtualqueue.server.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a lane's deliveries go, as of the last look. */
record Target(Webhook webhook, WebhookSecrets.Opened opened) {
    /** A webhook whose every attempt has failed for so long is switched off. */
    static final Duration FAILS_FOR = Duration.ofDays(5);

    /** Whether it has failed for so long that it is to be switched off. */
    boolean hasFailedForLong(Instant now) {
        @Nullable Instant since = webhook.failingSince();
        return since != null && since.plus(FAILS_FOR).isBefore(now);
    }

    @Override
    public String toString() {
        return "Target[" + webhook.id() + "]";
    }
}
