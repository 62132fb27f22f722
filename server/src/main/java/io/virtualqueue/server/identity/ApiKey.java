package io.virtualqueue.server.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of an application, without the secret, which is known nowhere.
 *
 * @param prefix what the secret begins with, to tell keys apart
 * @param test whether it works in the tenant's sandbox
 * @param expiresAt when it stops, or null when it does not stop by itself
 * @param lastUsedAt to the minute; null when it has not been used
 * @param revokedAt when it was revoked, or null
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        Set<Scope> scopes,
        boolean test,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        @Nullable Instant revokedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /**
     * What is chosen when a key is made.
     *
     * @param scopes at least one
     * @param expiresAt in the future, or null
     */
    public record Wish(
            String name,
            Set<Scope> scopes,
            boolean test,
            @Nullable Instant expiresAt) {
        /** A live key that may all and does not expire. */
        static Wish plain(String name) {
            return new Wish(name, Scope.ALL, false, null);
        }

        public Wish {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A new key; the secret is known nowhere else. */
    public record Made(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    ApiKey endingAt(Instant end) {
        return new ApiKey(id, name, prefix, scopes, test, end, lastUsedAt, createdAt, revokedAt);
    }
}
