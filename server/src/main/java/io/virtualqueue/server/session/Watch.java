package io.virtualqueue.server.session;

import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.session.PresenceRows.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this server knows of the visitors of one queue. It holds no more signs than the queue has live sessions, which
 * the journal holds too.
 *
 * <p>A visitor is silent once a period and a third of it are over since the last sign. The third is how old the news
 * from other servers may be.
 */
final class Watch {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE_OF_SWEEPS = Duration.ofSeconds(10);
    private static final int SWEEPS_PER_PERIOD = 10;
    /** A sign may be noted a little later than it is dated; those of this time are written twice rather than never. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final Map<UUID, Instant> seenAt = new ConcurrentHashMap<>();
    private Periods periods;
    private Instant trustedSince;
    private Instant writtenAt;
    private Instant sweptAt;

    /**
     * How long silence is borne; zero for ever.
     *
     * @param waiting of those who wait
     * @param serving of those who are on the site
     */
    record Periods(Duration waiting, Duration serving) {
        /** At a desk it is the staff who know who is there and when a service ends. */
        static Periods of(QueueSettings settings) {
            return new Periods(
                    settings.abandonAfter(),
                    settings.kind() == QueueKind.WAITING_ROOM ? settings.servingTimeout() : Duration.ZERO);
        }

        boolean areForEver() {
            return waiting.isZero() && serving.isZero();
        }

        private Duration shorter() {
            if (waiting.isZero() || serving.isZero()) {
                return waiting.plus(serving);
            }
            return waiting.compareTo(serving) < 0 ? waiting : serving;
        }
    }

    Watch(Periods periods, Instant now) {
        this.periods = periods;
        this.trustedSince = now;
        this.writtenAt = now;
        this.sweptAt = now;
    }

    /** Notes that the visitor is there. The only call from other threads than the sweep's. */
    void seen(UUID sessionId, Instant now) {
        seenAt.put(sessionId, now);
    }

    /** From now on these periods hold; when they are others, nobody's silence before now counts. */
    void hold(Periods newPeriods, Instant now) {
        if (!newPeriods.equals(periods)) {
            periods = newPeriods;
            grace(now);
        }
    }

    /** Gives everyone a full period from now: what was seen before may not be known. */
    void grace(Instant now) {
        trustedSince = now;
    }

    boolean isWriteDue(Instant now) {
        return !now.isBefore(writtenAt.plus(longer(SHORTEST_PAUSE, third(periods.shorter()))));
    }

    /** Forgets those who are no longer in the queue, and gives the signs that are not written yet, in order of ids. */
    List<Sign> unwritten(QueueState state) {
        seenAt.keySet().removeIf(id -> state.session(id) == null);
        Instant since = writtenAt.minus(OVERLAP);
        return seenAt.entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(since))
                .map(entry -> new Sign(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Sign::sessionId))
                .toList();
    }

    void written(Instant now) {
        writtenAt = now;
    }

    boolean isSweepDue(Instant now) {
        Duration pause = periods.shorter().dividedBy(SWEEPS_PER_PERIOD);
        return !now.isBefore(sweptAt.plus(longer(
                SHORTEST_PAUSE, pause.compareTo(LONGEST_PAUSE_OF_SWEEPS) < 0 ? pause : LONGEST_PAUSE_OF_SWEEPS)));
    }

    void swept(Instant now) {
        sweptAt = now;
    }

    /** Who gave the last sign at this time or before is silent. {@link Instant#MIN} when nobody can be yet. */
    Instant waitingSilentSince(Instant now) {
        return silentSince(periods.waiting(), now);
    }

    /** The same for those who are on the site. */
    Instant servingSilentSince(Instant now) {
        return silentSince(periods.serving(), now);
    }

    private Instant silentSince(Duration period, Instant now) {
        if (period.isZero()) {
            return Instant.MIN;
        }
        Instant limit = now.minus(period).minus(third(period));
        return trustedSince.isAfter(limit) ? Instant.MIN : limit;
    }

    /** Those of whom this server has had no sign since. */
    List<UUID> quiet(List<Session> sessions, Instant since) {
        return sessions.stream()
                .filter(session -> !session.since().isAfter(since))
                .map(Session::id)
                .filter(id -> isQuiet(id, since))
                .toList();
    }

    /** Those of them of whom no other server has had one either. */
    List<UUID> silent(List<UUID> quiet, Map<UUID, Instant> seenElsewhere, Instant since) {
        seenElsewhere.forEach((id, at) -> seenAt.merge(id, at, (one, other) -> one.isAfter(other) ? one : other));
        return quiet.stream().filter(id -> isQuiet(id, since)).toList();
    }

    private boolean isQuiet(UUID id, Instant since) {
        Instant seen = seenAt.get(id);
        return seen == null || !seen.isAfter(since);
    }

    int signs() {
        return seenAt.size();
    }

    private static Duration third(Duration period) {
        return period.dividedBy(3);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
