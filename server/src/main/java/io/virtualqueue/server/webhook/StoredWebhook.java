package io.virtualqueue.server.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A webhook as the database has it: what is secret is sealed. */
final class StoredWebhook {
    private final Webhook webhook;
    private final Sealed sealed;

    /** What is sealed of it. */
    static final class Sealed {
        final byte[] secret;
        final byte @Nullable [] formerSecret;
        /** Until when the former secret is good. */
        final @Nullable Instant formerUntil;

        final byte @Nullable [] headers;

        Sealed(
                byte[] secret,
                byte @Nullable [] formerSecret,
                @Nullable Instant formerUntil,
                byte @Nullable [] headers) {
            this.secret = secret;
            this.formerSecret = formerSecret;
            this.formerUntil = formerUntil;
            this.headers = headers;
        }

        Sealed withSecret(byte[] next, @Nullable Instant formerUntilThen) {
            return new Sealed(next, formerUntilThen == null ? null : secret, formerUntilThen, headers);
        }

        Sealed withHeaders(byte @Nullable [] other) {
            return new Sealed(secret, formerSecret, formerUntil, other);
        }
    }

    StoredWebhook(Webhook webhook, Sealed sealed) {
        this.webhook = webhook;
        this.sealed = sealed;
    }

    Webhook webhook() {
        return webhook;
    }

    Sealed sealed() {
        return sealed;
    }

    @Override
    public String toString() {
        return "StoredWebhook[" + webhook.id() + "]";
    }
}
