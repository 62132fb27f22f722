package io.virtualqueue.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program of a tenant.
 *
 * @param hasSigningSecret whether it has a secret to sign requests with
 */
public record Application(
        UUID id, UUID tenantId, Settings settings, boolean hasSigningSecret, Instant createdAt, Instant updatedAt) {

    /**
     * What admins choose.
     *
     * @param allowedOrigins the web origins from which browsers may join its queues
     * @param callbackUrl where it wants to be told, or null
     * @param signatureRequired whether requests with its keys must be signed
     * @param rateLimitPerMinute how many requests it may send, or null for what its tenant may
     */
    public record Settings(
            String name,
            List<String> allowedOrigins,
            @Nullable String callbackUrl,
            boolean signatureRequired,
            @Nullable Integer rateLimitPerMinute) {
        public Settings {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    Application with(Settings changed, Instant at) {
        return new Application(id, tenantId, changed, hasSigningSecret, createdAt, at);
    }
}
