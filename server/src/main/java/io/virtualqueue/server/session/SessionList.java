package io.virtualqueue.server.session;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Lists the sessions of a queue, also those that have ended. */
@Singleton
final class SessionList {
    private final Journal journal;
    private final SessionRows rows;
    private final SessionView view;

    @Inject
    SessionList(Journal journal, SessionRows rows, SessionView view) {
        this.journal = journal;
        this.rows = rows;
        this.view = view;
    }

    /** Some of the sessions. */
    @Schema(name = "Sessions")
    record Answer(List<SessionAnswer> sessions, Pagination pagination) {}

    Answer page(SessionRequest request, QueueKey queue, PageQuery query) {
        request.caller().require(Permission.SEE_SESSIONS);
        PageRequest wanted = query.request(Words.statuses(), SessionRows.SORT_FIELDS);
        SessionRows.Page page = rows.page(queue, wanted);
        long joined =
                page.rows().stream().mapToLong(row -> row.session().seq()).max().orElse(0);
        QueueState state = journal.queue(queue, Math.max(request.minSeq(), joined))
                .toCompletableFuture()
                .join()
                .orElseThrow(() -> ProblemException.notFound("There is no such queue."));
        return new Answer(
                page.rows().stream()
                        .filter(row -> isThere(row, state))
                        .map(row -> describe(row, state, request))
                        .toList(),
                wanted.of(page.total()));
    }

    /** Not those who ended between the look at the rows and the look at the state. */
    private static boolean isThere(SessionRow row, QueueState state) {
        return row.status() != SessionStatus.WAITING || state.session(row.id()) != null;
    }

    /**
     * What the row says of the status holds, but for those who wait: to say where, the state must have them waiting. It
     * has heard of their joining; who waits no longer is as the state says.
     */
    private SessionAnswer describe(SessionRow row, QueueState state, SessionRequest request) {
        Session live = state.session(row.id());
        boolean waits = row.status() == SessionStatus.WAITING;
        Session session = live != null && (waits || live.status() == row.status()) ? live : row.session();
        return view.session(row, state, session, null, null, request.acceptLanguage());
    }
}
