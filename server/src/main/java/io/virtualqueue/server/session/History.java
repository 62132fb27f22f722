package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Tells from the journal what happened to a session, and to those that it takes the place of. */
@Singleton
final class History {
    /** How many transfers are followed back. */
    static final int MAX_TRANSFERS = 20;

    private final Journal journal;
    private final Sessions sessions;
    private final SessionRows rows;
    private final PastEvents past;
    private final ExecutorService threads;

    @Inject
    History(
            Journal journal,
            Sessions sessions,
            SessionRows rows,
            PastEvents past,
            @VirtualThreads ExecutorService threads) {
        this.journal = journal;
        this.sessions = sessions;
        this.rows = rows;
        this.past = past;
        this.threads = threads;
    }

    CompletionStage<HistoryAnswer> of(SessionRequest request, SessionKey key) {
        SessionAccess.requireView(request.caller(), key, Permission.SEE_SESSIONS);
        return sessions.place(request, key)
                .thenApplyAsync(place -> new HistoryAnswer(key.sessionId(), events(key, place)), threads);
    }

    private List<HistoryAnswer.Entry> events(SessionKey last, Place lastPlace) {
        List<HistoryAnswer.Entry> entries = new ArrayList<>();
        SessionKey key = last;
        Place place = lastPlace;
        for (int transfers = 0; transfers <= MAX_TRANSFERS; transfers++) {
            entries.addAll(0, entries(key, place));
            UUID before = predecessor(place);
            if (before == null) {
                break;
            }
            UUID tenantId = key.queue().tenantId();
            Optional<SessionKey> former = rows.queueOf(tenantId, before)
                    .map(queueId -> new SessionKey(new QueueKey(tenantId, queueId), before));
            Optional<Place> formerPlace = former.flatMap(this::placeNow);
            if (formerPlace.isEmpty()) {
                break;
            }
            key = former.get();
            place = formerPlace.get();
        }
        return entries;
    }

    /** Empty also when the former queue has been deleted. */
    private Optional<Place> placeNow(SessionKey key) {
        return journal.place(key.queue(), key.sessionId(), 0)
                .toCompletableFuture()
                .join();
    }

    private static @Nullable UUID predecessor(Place place) {
        Visit visit = place.session().visit();
        return visit == null ? null : visit.transferredFrom();
    }

    private List<HistoryAnswer.Entry> entries(SessionKey key, Place place) {
        return past.ofSession(key.queue(), key.sessionId(), place.session().seq()).stream()
                .map(event -> HistoryAnswer.Entry.of(
                        key.queue().queueId(),
                        key.sessionId(),
                        event,
                        place.queue().settings()))
                .toList();
    }
}
