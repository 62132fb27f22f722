package io.virtualqueue.server.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can log in, or is invited to.
 *
 * @param name what the person is called, or null when nobody has said
 * @param lastLoginAt when the person last logged in, or null when never
 */
public record Account(
        UUID id,
        String email,
        @Nullable String name,
        Role role,
        AccountStatus status,
        Mfa mfa,
        @Nullable Instant lastLoginAt,
        Instant createdAt) {}
