package io.virtualqueue.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact that happened to a queue. Its number and time are the journal's: see {@link QueueState#evolve}. */
public sealed interface Event {

    /** A fact about one session. */
    sealed interface OfSession extends Event {
        UUID sessionId();

        /** What the session is after it. */
        default SessionStatus statusAfter() {
            return switch (this) {
                case Joined _, Returned _, GetReady _, ReadyAtChosen _, Moved _ -> SessionStatus.WAITING;
                case Released _ -> SessionStatus.RELEASED;
                case Called _, Recalled _ -> SessionStatus.CALLED;
                case Served _ -> SessionStatus.SERVING;
                case Completed _ -> SessionStatus.COMPLETED;
                case Left _ -> SessionStatus.LEFT;
                case Expired _ -> SessionStatus.EXPIRED;
                case NoShowed _ -> SessionStatus.NO_SHOW;
                case Transferred _ -> SessionStatus.TRANSFERRED;
                case Undone undone -> undone.status();
            };
        }
    }

    record Created(QueueSettings settings) implements Event {}

    /** The settings as they are from now on, whole. */
    record SettingsChanged(QueueSettings settings) implements Event {}

    record Deleted() implements Event {}

    /** So many counters serve this queue from now on. */
    record CountersOpened(int count) implements Event {}

    record Joined(
            UUID sessionId,
            UUID userKey,
            int level,
            long orderKey,
            @Nullable Visit visit) implements OfSession {
        public Joined(UUID sessionId, UUID userKey, int level, long orderKey) {
            this(sessionId, userKey, level, orderKey, null);
        }
    }

    /** The session's turn is near; happens once to a session. */
    record GetReady(UUID sessionId) implements OfSession {}

    /** The person wants to be told to get ready at this position; 0 for where the queue says. */
    record ReadyAtChosen(UUID sessionId, int position) implements OfSession {}

    /** Still waiting, at another place. */
    record Moved(UUID sessionId, int level, long orderKey) implements OfSession {}

    record Released(UUID sessionId) implements OfSession {}

    record Called(UUID sessionId, @Nullable String counterId) implements OfSession {}

    /** Called once more, to the same counter. */
    record Recalled(UUID sessionId) implements OfSession {}

    record Served(UUID sessionId) implements OfSession {}

    record Completed(UUID sessionId) implements OfSession {}

    /**
     * The person gave the place up.
     *
     * @param abandoned whether the person fell silent, rather than said goodbye
     */
    record Left(UUID sessionId, boolean abandoned) implements OfSession {}

    record Expired(UUID sessionId) implements OfSession {}

    record NoShowed(UUID sessionId) implements OfSession {}

    record Transferred(UUID sessionId) implements OfSession {}

    /**
     * Back to waiting, with the order key it has from now on.
     *
     * @param forCounter the only counter that may call it, or null for any
     */
    record Returned(UUID sessionId, long orderKey, @Nullable String forCounter) implements OfSession {
        public Returned(UUID sessionId, long orderKey) {
            this(sessionId, orderKey, null);
        }
    }

    /**
     * The last step was a mistake: the session is as it was before.
     *
     * @param since when it had come into that status
     */
    record Undone(
            UUID sessionId,
            SessionStatus status,
            int level,
            long orderKey,
            @Nullable String counterId,
            Instant since) implements OfSession {}
}
