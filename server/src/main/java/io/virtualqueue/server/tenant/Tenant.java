package io.virtualqueue.server.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An organisation.
 *
 * @param domain its host name, lower case, no other tenant's
 * @param allowedOrigins the web origins of its first application, from which browsers may join
 */
public record Tenant(
        UUID id,
        String name,
        String domain,
        List<String> allowedOrigins,
        TenantSettings settings,
        Instant createdAt,
        Instant updatedAt) {
    public Tenant {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    Tenant withId(UUID other) {
        return new Tenant(other, name, domain, allowedOrigins, settings, createdAt, updatedAt);
    }
}
