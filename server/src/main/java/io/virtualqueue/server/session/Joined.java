package io.virtualqueue.server.session;

import io.virtualqueue.server.journal.Outcome;
import jakarta.ws.rs.core.Response;

/**
 * How a join is answered.
 *
 * @param status 201 for a new place, 200 for one that was there
 */
record Joined(int status, Outcome.Done done, JoinAnswer answer) {
    Response toResponse() {
        return Answers.to(done, status, answer);
    }
}
