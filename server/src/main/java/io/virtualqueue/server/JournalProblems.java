package io.virtualqueue.server;

import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.ProblemMappers;
import io.virtualqueue.server.http.ProblemTranslation;
import io.virtualqueue.server.journal.JournalException;
import io.virtualqueue.server.journal.KeyReusedException;
import io.virtualqueue.server.journal.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.UnwrapException;
import org.jspecify.annotations.Nullable;

/** What clients are told when the journal or the database says no. All features answer through it alike. */
@Singleton
@UnwrapException(value = CompletionException.class, strategy = ExceptionUnwrapStrategy.ALWAYS)
public final class JournalProblems implements ProblemTranslation {
    private static final int RETRY_AFTER_SECONDS = 1;
    /** An embedded PostgreSQL that was killed is back after about this long. */
    private static final int RETRY_DATABASE_AFTER_SECONDS = 2;

    private final ProblemMappers problems;

    @Inject
    public JournalProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public Response answer(RefusedException refused) {
        return problems.answer(problem(refused));
    }

    @ServerExceptionMapper
    public Response answer(KeyReusedException reused) {
        return problems.answer(keyReused());
    }

    @ServerExceptionMapper
    public Response answer(JournalException failure) {
        return problems.answer(problem(failure.reason()));
    }

    @ServerExceptionMapper
    public Response answer(DatabaseUnavailableException failure) {
        return problems.answer(databaseUnavailable());
    }

    @Override
    public @Nullable ProblemException of(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> problem(refused);
            case KeyReusedException _ -> keyReused();
            case JournalException journal -> problem(journal.reason());
            case DatabaseUnavailableException _ -> databaseUnavailable();
            default -> null;
        };
    }

    private static ProblemException problem(RefusedException refused) {
        return problem(refused.reason(), refused.presentStatus(), refused.until());
    }

    private static ProblemException keyReused() {
        return ProblemException.unprocessable(
                "idempotency_key_reused", "This " + IdempotencyKey.HEADER + " was sent before with another request.");
    }

    private static ProblemException databaseUnavailable() {
        return ProblemException.unavailable(
                "database_unavailable", "The database does not answer now.", RETRY_DATABASE_AFTER_SECONDS);
    }

    static ProblemException problem(Rejection reason, @Nullable SessionStatus presentStatus, @Nullable Instant until) {
        return switch (reason) {
            case QUEUE_DELETED -> ProblemException.notFound("There is no such queue.");
            case UNKNOWN_SESSION -> ProblemException.notFound("There is no such session in this queue.");
            case QUEUE_EXISTS -> ProblemException.conflict("queue_exists", "There is such a queue already.");
            case QUEUE_CLOSED -> ProblemException.conflict("queue_closed", "The queue is closed.");
            case WRONG_KIND -> ProblemException.conflict("wrong_kind", "That is for the other kind of queue.");
            case UNKNOWN_PRIORITY ->
                ProblemException.invalidField("priority", "must be the name of a priority of this queue");
            case LEVEL_IN_USE ->
                ProblemException.conflict(
                        "level_in_use", "A priority that is the default, or has people in it, cannot be removed.");
            case CLOSED_NOW ->
                ProblemException.conflict("closed_now", "The queue takes nobody in at this time.", until);
            case LINE_FULL -> ProblemException.conflict("line_full", "As many wait as the queue takes.");
            case TOO_EARLY -> ProblemException.conflict("too_early", "It is too early for that.", until);
            case TOO_LATE -> ProblemException.conflict("too_late", "It is too late for that.");
            case CHANGED_SINCE ->
                ProblemException.conflict("changed_since", "The session has changed since. Nothing was done.");
            case ILLEGAL_TRANSITION ->
                ProblemException.conflict("illegal_transition", illegalTransition(presentStatus));
        };
    }

    private static String illegalTransition(@Nullable SessionStatus present) {
        return present == null
                ? "The session's status does not allow it."
                : "The session is " + present.name().toLowerCase(Locale.ROOT) + ", which does not allow it.";
    }

    static ProblemException problem(JournalException.Reason reason) {
        return switch (reason) {
            case MAILBOX_FULL ->
                ProblemException.unavailable(
                        "queue_busy", "Too much is going on in this queue. Nothing was done.", RETRY_AFTER_SECONDS);
            case OUTCOME_UNKNOWN ->
                ProblemException.unavailable(
                        "outcome_unknown",
                        "It may have happened or not. Sending it again with the same " + IdempotencyKey.HEADER
                                + " is safe.",
                        RETRY_AFTER_SECONDS);
            case SHUTTING_DOWN ->
                ProblemException.unavailable(
                        "shutting_down", "The server is stopping. Nothing was done.", RETRY_AFTER_SECONDS);
            case BEHIND ->
                ProblemException.unavailable("behind", "The server has not seen that number yet.", RETRY_AFTER_SECONDS);
            case UNWRITABLE ->
                ProblemException.unprocessable("unwritable", "The database does not take this. Nothing was done.");
        };
    }
}
