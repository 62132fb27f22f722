package io.virtualqueue.server.counter;

import io.virtualqueue.server.desk.Undoing;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Takes back what was last done to a session at a counter. */
@Singleton
final class UndoingLast {
    private final Guests guests;
    private final Undoing undoing;

    @Inject
    UndoingLast(Guests guests, Undoing undoing) {
        this.guests = guests;
        this.undoing = undoing;
    }

    /**
     * The answer to the request: the session as it is then. Waits for the database.
     *
     * @param remembered finds the same session when the request comes again, although another one is the last by then
     * @throws ProblemException 409 when there is nothing to take back
     */
    Response undo(SessionRequest request, Counter counter, Remembered remembered) {
        Choice choice = remembered.present();
        if (choice == null) {
            SessionKey last = guests.last(counter)
                    .orElseThrow(
                            () -> ProblemException.conflict("nothing_to_undo", "Nobody was called to the counter."));
            choice = remembered.become(new Choice.Person(last.queue().queueId(), last.sessionId()));
        }
        if (!(choice instanceof Choice.Person(UUID queueId, UUID sessionId))) {
            throw new IllegalStateException("only persons are remembered for this");
        }
        SessionKey session = new SessionKey(new QueueKey(counter.tenantId(), queueId), sessionId);
        return undoing.undo(request, session, remembered.idempotency(sessionId))
                .toCompletableFuture()
                .join();
    }
}
