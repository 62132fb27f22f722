package io.virtualqueue.server.feedback;

import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.session.FeedbackLink;
import io.virtualqueue.server.session.FeedbackLinks;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** Gives the link of a completed session to its holder and to staff, whichever path names the session. */
@Singleton
final class LinkGiver {
    private final Journal journal;
    private final FeedbackLinks links;
    private final Clock clock;

    @Inject
    LinkGiver(Journal journal, FeedbackLinks links, Clock clock) {
        this.journal = journal;
        this.links = links;
        this.clock = clock;
    }

    CompletionStage<FeedbackLink> link(SessionRequest request, SessionKey key) {
        request.caller().requireOrHold(Permission.HANDLE_SESSIONS, key.queue().queueId(), key.sessionId());
        if (request.caller() instanceof Caller.PassHolder) {
            throw ProblemException.forbidden("A pass is for the site; this needs the session token.");
        }
        return journal.place(key.queue(), key.sessionId(), 0)
                .thenApply(found -> link(
                        key,
                        found.map(Place::session)
                                .orElseThrow(() -> ProblemException.notFound("There is no such session."))));
    }

    private FeedbackLink link(SessionKey key, Session session) {
        if (session.status() != SessionStatus.COMPLETED) {
            throw Giving.notCompleted();
        }
        FeedbackLink link = links.of(key.queue(), session.id(), session.since());
        if (!clock.instant().isBefore(link.expiresAt())) {
            throw ProblemException.conflict("feedback_closed", "It is too late to say how it was.");
        }
        return link;
    }
}
