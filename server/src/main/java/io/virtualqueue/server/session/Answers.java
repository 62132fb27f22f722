package io.virtualqueue.server.session;

import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.journal.Outcome;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** How writes are answered: with the number of the event, and whether it is the first answer again. */
final class Answers {
    static final String SEQ = "VQ-Seq";

    private Answers() {}

    static Response to(Outcome.Done done, int status, @Nullable Object body) {
        Response.ResponseBuilder answer = Response.status(status).entity(body).header(SEQ, done.seq());
        return IdempotencyKey.marked(answer, done.replayed()).build();
    }

    static Response of(long seq, Object body) {
        return Response.ok(body).header(SEQ, seq).build();
    }
}
