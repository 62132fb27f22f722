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
    record Join(UUID sessionId, UUID userKey, @Nullable String priority, Arrival arrival) implements Command {
        /** Someone of whom nothing is to be said. */
        public Join(UUID sessionId, UUID userKey, @Nullable String priority) {
            this(sessionId, userKey, priority, Arrival.PLAIN);
        }
    }

    /** Gives up a place, or ends a visit early. */
    record Leave(UUID sessionId) implements Command {}

    /** Releases whoever may go now, and ends passes whose time is over. */
    record Tick() implements Command {}

    /** Calls whoever is first of those that this counter may call. */
    record CallNext(@Nullable String counterId) implements Command {}

    /** Calls this one, whoever else waits. */
    record CallChosen(UUID sessionId, @Nullable String counterId) implements Command {}

    /** Calls someone who was called once more. */
    record Recall(UUID sessionId) implements Command {}

    /** Says at which position the person wants to be told to get ready; 0 for where the queue says. */
    record ChooseReadyAt(UUID sessionId, int position) implements Command {}

    /**
     * Gives a waiting session another place.
     *
     * @param priority name of the level it is in from now on, or null for the one it is in
     */
    record Move(UUID sessionId, @Nullable String priority, Placement to) implements Command {}

    /** Begins to serve: a visitor has shown the pass, a called person is at the counter. */
    record Serve(UUID sessionId) implements Command {}

    record Complete(UUID sessionId) implements Command {}

    record NoShow(UUID sessionId) implements Command {}

    /** Sends a session on to another queue; that queue's journal takes it in. */
    record TransferOut(UUID sessionId) implements Command {}

    /**
     * Takes in a session that another queue sends on. Neither opening hours nor a full line stand in its way.
     *
     * @param from how it was there
     * @param priority name of a level here; null for the one with the number it had, or else the default
     * @param keepPlace whether it goes as if it had joined here when it joined there
     */
    record TransferIn(
            Session from,
            UUID sessionId,
            UUID userKey,
            @Nullable String priority,
            boolean keepPlace) implements Command {}

    /**
     * Puts a called, serving or missed session back into the line.
     *
     * @param keepPlace at its old place, or else at the end of its level; null for what the queue says of returns
     * @param forCounter the only counter that may call it, or null for any
     */
    record PutBack(
            UUID sessionId,
            @Nullable Boolean keepPlace,
            @Nullable String forCounter) implements Command {
        public PutBack(UUID sessionId, @Nullable Boolean keepPlace) {
            this(sessionId, keepPlace, null);
        }
    }

    /**
     * Takes back the last step of a session.
     *
     * @param now how whoever asks knows it to be
     * @param before how it was before that step
     */
    record Undo(Session now, Session before) implements Command {}

    /** Says how many counters serve this queue. */
    record OpenCounters(int count) implements Command {}

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
