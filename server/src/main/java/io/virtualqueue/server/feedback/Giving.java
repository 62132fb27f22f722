package io.virtualqueue.server.feedback;

import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.FeedbackTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people say of how they were served: once for each completed session, and again within {@link
 * Feedback#CHANGEABLE_FOR} in the place of the first. The same once more changes nothing, whenever it comes.
 */
@Singleton
final class Giving {
    private final FeedbackTokens tokens;
    private final FeedbackRows rows;
    private final Comments comments;
    private final WorkerTransactions worker;
    private final Clock clock;

    /** What became of it. */
    record Given(FeedbackForm form, boolean isFirst) {}

    @Inject
    Giving(FeedbackTokens tokens, FeedbackRows rows, Comments comments, WorkerTransactions worker, Clock clock) {
        this.tokens = tokens;
        this.rows = rows;
        this.comments = comments;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * What the link is about.
     *
     * @throws ProblemException 404 when it leads nowhere, 409 when the session is not over
     */
    FeedbackForm look(String token) {
        return form(subject(token));
    }

    /**
     * Takes it.
     *
     * @param comment null when there is none
     * @throws ProblemException 404 and 409 as above, 409 {@code feedback_given} when something else was said too long ago
     */
    Given give(String token, int rating, @Nullable String comment) {
        FeedbackTokens.Subject subject = subject(token);
        // Before the transaction, for the vault has transactions of its own.
        SealedComment sealed = comment == null ? null : comments.seal(subject.tenantId(), subject.sessionId(), comment);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Boolean> first = worker.inTransaction(handle -> {
            FeedbackRows.Locked session = FeedbackRows.lock(handle, subject).orElseThrow(Giving::leadsNowhere);
            requireCompleted(session.status());
            return FeedbackRows.write(handle, subject, session.counterId(), new FeedbackRows.Said(rating, sealed), now);
        });
        if (first.isEmpty() && !isSaid(subject, rating, comment)) {
            throw ProblemException.conflict("feedback_given", "It has been said how it was, and that stays.");
        }
        return new Given(form(subject), first.orElse(false));
    }

    private boolean isSaid(FeedbackTokens.Subject subject, int rating, @Nullable String comment) {
        Feedback said = rows.find(subject).map(RatedSession::feedback).orElse(null);
        return said != null && said.rating() == rating && Objects.equals(opened(said), comment);
    }

    private FeedbackForm form(FeedbackTokens.Subject subject) {
        RatedSession session = rows.find(subject).orElseThrow(Giving::leadsNowhere);
        requireCompleted(session.status());
        return FeedbackForm.of(
                subject,
                session,
                Objects.requireNonNull(session.endedAt()),
                session.feedback() == null ? null : opened(session.feedback()),
                clock.instant());
    }

    private @Nullable String opened(Feedback feedback) {
        SealedComment comment = feedback.comment();
        return comment == null ? null : comments.open(comment);
    }

    private FeedbackTokens.Subject subject(String token) {
        FeedbackTokens.Subject subject = tokens.check(token, clock.instant());
        if (subject == null) {
            throw leadsNowhere();
        }
        return subject;
    }

    private static void requireCompleted(String status) {
        if (!RatedSession.isCompleted(status)) {
            throw notCompleted();
        }
    }

    /** What there is to say before the session is over. */
    static ProblemException notCompleted() {
        return ProblemException.conflict("not_completed", "How it was can be said once the session is completed.");
    }

    private static ProblemException leadsNowhere() {
        return ProblemException.notFound("There is no such link, or it has expired.");
    }
}
