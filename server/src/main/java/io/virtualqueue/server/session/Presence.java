package io.virtualqueue.server.session;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.session.PresenceRows.Sign;
import io.virtualqueue.server.session.Watch.Periods;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Notices who has gone away without a word: takes those out of the line who wait in silence, and ends the visits of
 * those who send no heartbeat. What is noted on the way of a request stays in memory; the rounds do the rest.
 */
@Singleton
public final class Presence {
    private static final Logger LOG = Logger.getLogger(Presence.class);

    /** How many of one queue are taken out by one round; the next round takes more. */
    static final int MAX_SILENT_PER_ROUND = 1_000;
    /** How many sessions are looked at in one go. */
    private static final int PAGE = 1_000;
    /** Longer than any period, so that the rows that are deleted mean nothing any more. */
    private static final Duration KEEP_ROWS = Duration.ofDays(3);

    private static final Duration ROWS_SWEPT_EVERY = Duration.ofHours(1);

    private final Journal journal;
    private final PresenceRows rows;
    private final InstantSource clock;
    private final Map<QueueKey, Watch> watches = new ConcurrentHashMap<>();
    private Instant rowsSweptAt = Instant.MIN;

    @Inject
    Presence(Journal journal, PresenceRows rows) {
        this(journal, rows, journal::now);
    }

    Presence(Journal journal, PresenceRows rows, InstantSource clock) {
        this.journal = journal;
        this.rows = rows;
        this.clock = clock;
    }

    /** A visitor asked how long it will take: a sign where waiting in silence is limited. */
    void asked(QueueKey queue, QueueState state, Session session) {
        if (session.status() == SessionStatus.WAITING
                && !state.settings().abandonAfter().isZero()) {
            note(queue, state, session.id());
        }
    }

    /** A visitor keeps a connection open to be told: as good as asking. */
    public void listens(QueueKey queue, UUID sessionId) {
        QueueState state = journal.held(queue);
        if (state == null || !state.exists() || state.settings().abandonAfter().isZero()) {
            return;
        }
        Session session = state.session(sessionId);
        if (session != null) {
            asked(queue, state, session);
        }
    }

    /** A visitor is on the site. */
    void heartbeat(QueueKey queue, QueueState state, Session session) {
        if (session.status() == SessionStatus.SERVING) {
            note(queue, state, session.id());
        }
    }

    private void note(QueueKey queue, QueueState state, UUID sessionId) {
        Periods periods = Periods.of(state.settings());
        if (periods.areForEver()) {
            return;
        }
        Instant now = clock.instant();
        Watch watch = watches.get(queue);
        if (watch == null) {
            watch = watches.computeIfAbsent(queue, _ -> new Watch(periods, now));
        }
        watch.seen(sessionId, now);
    }

    /** One look at all queues that this node holds. Waits for the database. */
    void round() {
        Instant now = clock.instant();
        Set<QueueKey> held = new HashSet<>();
        journal.forEachHeld((queue, state) -> {
            if (state.exists()) {
                held.add(queue);
                round(queue, state, now);
            }
        });
        watches.keySet().retainAll(held);
        if (rowsSweptAt.isBefore(now.minus(ROWS_SWEPT_EVERY))) {
            rowsSweptAt = now;
            rows.sweep(now.minus(KEEP_ROWS));
        }
    }

    private void round(QueueKey queue, QueueState state, Instant now) {
        Periods periods = Periods.of(state.settings());
        if (periods.areForEver()) {
            watches.remove(queue);
            return;
        }
        Watch watch = watches.computeIfAbsent(queue, _ -> new Watch(periods, now));
        watch.hold(periods, now);
        try {
            if (watch.isWriteDue(now)) {
                write(queue, state, watch);
                watch.written(now);
            }
            if (watch.isSweepDue(now)) {
                sweep(queue, state, watch, now);
                watch.swept(now);
            }
        } catch (DatabaseUnavailableException e) {
            watch.grace(now);
            LOG.debugf(e, "Nobody's silence counts in queue %s for now", queue.queueId());
        }
    }

    private void write(QueueKey queue, QueueState state, Watch watch) {
        List<Sign> signs = watch.unwritten(state);
        for (int from = 0; from < signs.size(); from += PresenceRows.MAX_PER_STATEMENT) {
            rows.write(
                    queue.tenantId(),
                    signs.subList(from, Math.min(signs.size(), from + PresenceRows.MAX_PER_STATEMENT)));
        }
    }

    private void sweep(QueueKey queue, QueueState state, Watch watch, Instant now) {
        Instant waitingSince = watch.waitingSilentSince(now);
        if (waitingSince.isAfter(Instant.MIN)) {
            end(queue, Command.Abandon::new, silent(queue, watch, waitingSince, from -> state.waitingFrom(from, PAGE)));
        }
        Instant servingSince = watch.servingSilentSince(now);
        if (servingSince.isAfter(Instant.MIN)) {
            List<Session> serving = state.servingSince(servingSince, state.count(SessionStatus.SERVING));
            end(
                    queue,
                    Command.ExpireServing::new,
                    silent(
                            queue,
                            watch,
                            servingSince,
                            from -> serving.subList(
                                    Math.min(from, serving.size()), Math.min(from + PAGE, serving.size()))));
        }
    }

    /** Looks at page after page until there is none or enough are found. */
    private List<UUID> silent(QueueKey queue, Watch watch, Instant since, Function<Integer, List<Session>> pageFrom) {
        List<UUID> silent = new ArrayList<>();
        List<Session> page = pageFrom.apply(0);
        for (int from = 0; !page.isEmpty() && silent.size() < MAX_SILENT_PER_ROUND; page = pageFrom.apply(from)) {
            List<UUID> quiet = watch.quiet(page, since);
            if (!quiet.isEmpty()) {
                silent.addAll(watch.silent(quiet, rows.read(queue.tenantId(), quiet), since));
            }
            from += page.size();
        }
        return silent.subList(0, Math.min(silent.size(), MAX_SILENT_PER_ROUND));
    }

    /** The queue decides who is still there to be taken out; another server may have been faster. */
    private void end(QueueKey queue, Function<List<UUID>, Command> command, List<UUID> silent) {
        if (!silent.isEmpty()) {
            journal.submit(Submission.of(queue, command.apply(silent))).exceptionally(failure -> {
                LOG.debugf(failure, "The silent of queue %s stay for now", queue.queueId());
                return null;
            });
        }
    }
}
