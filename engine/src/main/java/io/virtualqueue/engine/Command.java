package io.virtualqueue.engine;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What someone wants to happen to a queue. {@link Decider#decide} answers with events or a {@link Rejection}. */
public sealed interface Command {

    /** Makes the queue; the first command of every journal. */
    record Create(QueueSettings settings) implements Command {}

    /** Changes settings. The function is pure; the kind it returns is the kind it was given. */
    record ChangeSettings(UnaryOperator<QueueSettings> change) implements Command {}

    record Pause() implements Command {}

    record Resume() implements Command {}

    /** Ends the queue for good: nobody joins, nobody is let through. */
    record Delete() implements Command {}

    /**
     * Takes a place. Someone who already has a live session in the queue gets that one, and no event is made.
     *
     * @param priority name of a level, or null for the queue's default
     */
    record Join(UUID sessionId, UUID userKey, @Nullable String priority) implements Command {}

    /** Gives up a place, or ends a visit early. */
    record Leave(UUID sessionId) implements Command {}

    /** Releases whoever may go now, and ends passes whose time is over. */
    record Tick() implements Command {}

    /** Calls whoever is first. */
    record CallNext(@Nullable String counterId) implements Command {}

    /** Begins to serve: a visitor has shown the pass, a called person is at the counter. */
    record Serve(UUID sessionId) implements Command {}

    record Complete(UUID sessionId) implements Command {}

    record NoShow(UUID sessionId) implements Command {}

    /** Sends a session on to another queue; that queue's journal takes it in. */
    record TransferOut(UUID sessionId) implements Command {}

    /** Puts a called, serving or missed session back into the line, at its old place or at the end of its level. */
    record PutBack(UUID sessionId, boolean keepPlace) implements Command {}

    /** Takes silent visitors out of the line. Those who are no longer waiting are passed over. */
    record Abandon(List<UUID> sessionIds) implements Command {
        public Abandon {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    /** Ends visits without a heartbeat. Those who are no longer served are passed over. */
    record ExpireServing(List<UUID> sessionIds) implements Command {
        public ExpireServing {
            sessionIds = List.copyOf(sessionIds);
        }
    }
}
