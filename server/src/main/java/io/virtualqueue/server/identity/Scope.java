package io.virtualqueue.server.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an API key, or a token got with one, may be limited to. Applications never may more than a manager, but for
 * webhooks. */
public enum Scope {
    TENANT_READ,
    QUEUES_READ,
    QUEUES_WRITE,
    SESSIONS_READ,
    SESSIONS_WRITE,
    WEBHOOKS_WRITE;

    /** What a key may that names no scopes. */
    public static final Set<Scope> ALL = Set.copyOf(EnumSet.allOf(Scope.class));

    /** The name in JSON, tokens and the database, such as {@code queues:read}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** The scope of this name. */
    public static Optional<Scope> ofWireName(String name) {
        return Stream.of(values())
                .filter(scope -> scope.wireName().equals(name))
                .findAny();
    }
}
