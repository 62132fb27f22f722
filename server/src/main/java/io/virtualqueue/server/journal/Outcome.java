package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a submission; durable when it is known. */
public sealed interface Outcome {

    /**
     * It happened, or had happened before.
     *
     * @param state the queue after it
     * @param session the session it was about, as it is now, or null when it was about none
     * @param seq the number of its last event; where it made none, the queue's last
     * @param changed whether it made events, this time or when it was first sent
     * @param replayed whether an idempotency key found the first answer
     */
    record Done(QueueState state, @Nullable Session session, long seq, boolean changed, boolean replayed)
            implements Outcome {}

    /**
     * It changed nothing.
     *
     * @param session the session it was about as far as that is known
     * @param until when it may be tried again, if that is known
     */
    record Refused(
            Rejection reason,
            @Nullable Session session,
            @Nullable Instant until) implements Outcome {
        public Refused(Rejection reason, @Nullable Session session) {
            this(reason, session, null);
        }
    }

    /** Its idempotency key was used with another body. */
    record KeyReused() implements Outcome {}

    /**
     * What was done, for callers to whom anything else is an error.
     *
     * @throws RefusedException when the queue refused
     * @throws KeyReusedException when the idempotency key was used with another body
     */
    default Done orThrow() {
        return switch (this) {
            case Done done -> done;
            case Refused refused -> throw new RefusedException(refused);
            case KeyReused _ -> throw new KeyReusedException();
        };
    }
}
