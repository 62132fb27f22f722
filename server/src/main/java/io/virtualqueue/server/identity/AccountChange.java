package io.virtualqueue.server.identity;

import org.jspecify.annotations.Nullable;

/** What is to be another for a person; null leaves it as it is. */
public record AccountChange(
        @Nullable String name,
        @Nullable Role role,
        @Nullable Boolean disabled) {}
