package io.virtualqueue.server.identity;

import java.time.Instant;
import java.util.UUID;

/** A person who can log in. */
public record Account(UUID id, String email, Role role, Instant createdAt) {}
