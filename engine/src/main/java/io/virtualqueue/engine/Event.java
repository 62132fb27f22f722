package io.virtualqueue.engine;

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
                case Joined _, Returned _ -> SessionStatus.WAITING;
                case Released _ -> SessionStatus.RELEASED;
                case Called _ -> SessionStatus.CALLED;
                case Served _ -> SessionStatus.SERVING;
                case Completed _ -> SessionStatus.COMPLETED;
                case Left _ -> SessionStatus.LEFT;
                case Expired _ -> SessionStatus.EXPIRED;
                case NoShowed _ -> SessionStatus.NO_SHOW;
                case Transferred _ -> SessionStatus.TRANSFERRED;
            };
        }
    }

    record Created(QueueSettings settings) implements Event {}

    /** The settings as they are from now on, whole. */
    record SettingsChanged(QueueSettings settings) implements Event {}

    record Deleted() implements Event {}

    record Joined(UUID sessionId, UUID userKey, int level, long orderKey) implements OfSession {}

    record Released(UUID sessionId) implements OfSession {}

    record Called(UUID sessionId, @Nullable String counterId) implements OfSession {}

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

    /** Back to waiting, with the order key it has from now on. */
    record Returned(UUID sessionId, long orderKey) implements OfSession {}
}
