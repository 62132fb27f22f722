package io.virtualqueue.server.session;

import io.virtualqueue.engine.Explanation;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.identity.Passes;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a session's place looks like from outside, as of now. */
@Singleton
public final class SessionView {
    /** The pass of a long visit is renewed before it ends: in each period of the serving time-out so many times. */
    private static final int RENEWALS_PER_TIMEOUT = 2;

    private final Journal journal;
    private final SpokenDuration speech;
    private final Passes passes;

    @Inject
    SessionView(Journal journal, SpokenDuration speech, Passes passes) {
        this.journal = journal;
        this.speech = speech;
        this.passes = passes;
    }

    /** The session as this state has it: a batch may have moved it on. Ended ones are no longer in the state. */
    static Session current(QueueState state, Session session) {
        Session live = state.session(session.id());
        return live == null ? session : live;
    }

    Waiting waiting(QueueState state, Session session, @Nullable String acceptLanguage) {
        return Waiting.of(state, session, journal.now(), speech, acceptLanguage);
    }

    PositionAnswer position(QueueKey queue, QueueState state, Session session, @Nullable String acceptLanguage) {
        return PositionAnswer.of(session, waiting(state, session, acceptLanguage), pass(queue, state, session));
    }

    /** Why a session that waits stands where it stands; null for one that does not. */
    static @Nullable PlaceExplanation explanation(QueueState state, Session session) {
        if (session.status() != SessionStatus.WAITING) {
            return null;
        }
        Visit visit = session.visit();
        return PlaceExplanation.of(
                Explanation.of(state, session),
                Instant.EPOCH.plus(session.orderKey(), ChronoUnit.MICROS),
                visit == null ? null : visit.forCounter());
    }

    /** The place of a live session, with the pass if it has one. */
    public PlaceFacts place(QueueKey queue, QueueState state, Session session) {
        return PlaceFacts.of(
                queue.queueId(),
                session,
                Words.priority(state, session),
                waiting(state, session, null),
                pass(queue, state, session),
                state.seq());
    }

    /** The place of a session that has ended so. */
    public PlaceFacts ended(QueueKey queue, QueueState state, UUID sessionId, SessionStatus status) {
        return PlaceFacts.ended(queue.queueId(), sessionId, status, state.seq());
    }

    /**
     * A session with all that is known of it.
     *
     * @param seq of the write that is answered; null for reads
     * @param feedback for who may say now how it was; else null
     */
    SessionAnswer session(
            SessionRow row,
            QueueState state,
            Session session,
            @Nullable Long seq,
            @Nullable FeedbackLink feedback,
            @Nullable String acceptLanguage) {
        return SessionAnswer.of(row, state, session, waiting(state, session, acceptLanguage), seq, feedback);
    }

    /**
     * The pass of a session that a waiting room let through, else null. The first is good for the queue's {@code
     * passTtl}; those of a visit for the serving time-out.
     */
    @Nullable
    String pass(QueueKey queue, QueueState state, Session session) {
        QueueSettings settings = state.settings();
        if (settings.kind() != QueueKind.WAITING_ROOM) {
            return null;
        }
        if (session.status() == SessionStatus.RELEASED) {
            return pass(queue, session, session.since(), settings.passTtl());
        }
        if (session.status() == SessionStatus.SERVING) {
            Duration renewal = settings.servingTimeout().dividedBy(RENEWALS_PER_TIMEOUT);
            Duration served = Duration.between(session.since(), journal.now());
            long renewals = Math.max(0, served.dividedBy(renewal));
            return pass(
                    queue, session, session.since().plus(renewal.multipliedBy(renewals)), settings.servingTimeout());
        }
        return null;
    }

    private String pass(QueueKey queue, Session session, Instant from, Duration goodFor) {
        return passes.issue(queue.tenantId(), queue.queueId(), session.id(), from, from.plus(goodFor));
    }
}
