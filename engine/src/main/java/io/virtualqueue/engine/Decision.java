package io.virtualqueue.engine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes of a command. */
public sealed interface Decision {

    /**
     * The command is carried out.
     *
     * @param events what happens, in order; none when the wish was already fulfilled
     * @param sessionId the session that the answer is about: joined, found, called or changed; else null
     */
    record Accepted(List<Event> events, @Nullable UUID sessionId) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * Nothing happens.
     *
     * @param until when it may be tried again, if that is known
     */
    record Rejected(Rejection reason, @Nullable Instant until) implements Decision {
        public Rejected(Rejection reason) {
            this(reason, null);
        }
    }
}
