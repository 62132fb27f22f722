package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.SessionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The queue said no to a command, and nothing has changed. An answer rather than a fault: it has no stack trace. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Rejection reason;
    private final @Nullable SessionStatus presentStatus;
    private final @Nullable Instant until;

    RefusedException(Outcome.Refused refused) {
        super("The queue refuses: " + refused.reason(), null, false, false);
        this.reason = refused.reason();
        this.until = refused.until();
        this.presentStatus =
                refused.session() == null ? null : refused.session().status();
    }

    public Rejection reason() {
        return reason;
    }

    /** When it may be tried again, if that is known; else null. */
    public @Nullable Instant until() {
        return until;
    }

    /** The status of the session that the command was about, or null when it was about none that is known. */
    public @Nullable SessionStatus presentStatus() {
        return presentStatus;
    }
}
