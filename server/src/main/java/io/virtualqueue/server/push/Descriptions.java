package io.virtualqueue.server.push;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.PersonInQueue;
import io.virtualqueue.server.session.PlaceFacts;
import io.virtualqueue.server.session.QueuePeople;
import io.virtualqueue.server.session.SessionView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What queues, places and people look like to those who listen. */
@Singleton
final class Descriptions {
    /** How many of those who join in one round are told by name; the rest stand in the list that follows. */
    static final int MAX_NAMED = 500;
    /** How long a round waits for names: a slow database makes news nameless, not late. */
    static final Duration NAMES_WITHIN = Duration.ofMillis(250);

    private final SessionView view;
    private final QueuePeople people;
    private final SpokenDuration speech;
    private final Supplier<Instant> clock;
    private final Held held;

    /** Where the newest state of a queue is; null when it is not at hand. */
    @FunctionalInterface
    interface Held {
        @Nullable
        QueueState state(QueueKey key);
    }

    @Inject
    Descriptions(Journal journal, SessionView view, QueuePeople people, SpokenDuration speech) {
        this(view, people, speech, journal::now, journal::held);
    }

    Descriptions(SessionView view, QueuePeople people, SpokenDuration speech, Supplier<Instant> clock, Held held) {
        this.view = view;
        this.people = people;
        this.speech = speech;
        this.clock = clock;
        this.held = held;
    }

    QueueFacts facts(QueueKey key, QueueState queue) {
        return QueueFacts.of(key, queue, clock.get(), speech);
    }

    PlaceFacts place(QueueKey key, QueueState queue, Session session) {
        return view.place(key, queue, session);
    }

    /** The place of a session that has ended so. */
    PlaceFacts ended(QueueKey key, QueueState queue, UUID sessionId, SessionStatus status) {
        return view.ended(key, queue, sessionId, status);
    }

    /** What those who joined told about themselves, as far as it can be had in time. Not for the event loop. */
    Map<UUID, Person> names(QueueKey key, List<UUID> sessionIds) {
        List<UUID> first = sessionIds.subList(0, Math.min(sessionIds.size(), MAX_NAMED));
        if (first.isEmpty()) {
            return Map.of();
        }
        try {
            return CompletableFuture.supplyAsync(() -> people.of(key.tenantId(), first), Thread::startVirtualThread)
                    .get(NAMES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notNow) {
            return Map.of();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** Who is in the queue, as it is now; nobody when it is gone. Waits for the database. */
    List<PersonInQueue> roll(QueueKey key) {
        QueueState queue = held.state(key);
        return queue == null || !queue.exists() ? List.of() : people.list(key, queue);
    }
}
