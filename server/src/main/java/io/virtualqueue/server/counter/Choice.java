package io.virtualqueue.server.counter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a request of a counter is about. */
sealed interface Choice {
    /** This one. */
    record Person(UUID queueId, UUID sessionId) implements Choice {}

    /** Whoever is first in this queue. */
    record First(UUID queueId) implements Choice {}

    /** Nobody. */
    record Nobody() implements Choice {}

    default @Nullable UUID queueOrNull() {
        return switch (this) {
            case Person person -> person.queueId();
            case First first -> first.queueId();
            case Nobody() -> null;
        };
    }

    default @Nullable UUID sessionOrNull() {
        return this instanceof Person person ? person.sessionId() : null;
    }

    static Choice of(@Nullable UUID queueId, @Nullable UUID sessionId) {
        if (queueId == null) {
            return new Nobody();
        }
        return sessionId == null ? new First(queueId) : new Person(queueId, sessionId);
    }
}
