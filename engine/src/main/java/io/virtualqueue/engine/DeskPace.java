package io.virtualqueue.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When the counters of a desk will call. A counter calls when it becomes free, and then again and again, once in a
 * cycle: a service and the time until the next call. How many it will have called grows on average by one in a cycle,
 * and the renewal theorem says where that line begins: half a cycle, and half its variation, before the first call is
 * expected (Cox, Renewal Theory, 1962, chapter 4). The k-th call of all counters is expected when their lines add up to
 * k, less about a half.
 */
final class DeskPace {

    /** So many who are called or served are looked at by themselves; at larger desks they stand for others as well. */
    static final int MAX_LOOKED_AT = 64;

    private static final double MOST_VARIATION = 2;
    /** Where a larger part of all calls goes to people who come in before others, the estimate no longer grows. */
    private static final double MOST_OVERTAKING = 0.9;

    private static final double NOBODY_LEAVES = 1e-9;
    /** What no figure shows, as a part of the wait: staff differ, hours differ. */
    private static final double UNSEEN = 0.08;
    /** The uncertainty of even the shortest wait, in mean times between calls. */
    private static final double LEAST_DEVIATION = 0.3;

    private static final double GRAIN = 0.5;
    private static final double SHORTEST_GRAIN_SECONDS = 1;
    /** A standard deviation for which {@link Calibration#UNKNOWN} tells the 90th percentile of a normal distribution. */
    private static final double ONE_SPREAD = Calibration.UNKNOWN.p90() / 1.2816;

    private static final double MICROS_PER_SECOND = 1e6;

    /** Mean seconds from one call of a counter to its next. */
    private final double cycle;
    /** The squared coefficient of variation of a cycle. */
    private final double variation;
    /** How many counters call. */
    private final double counters;
    /** How many of them are free now. */
    private final double idle;
    /** When the lines of those begin, in seconds from now; no other line begins earlier. */
    private final double idleStart;
    /** When the lines of the others begin, in order. */
    private final double[] starts;
    /** How many counters each of these stands for. */
    private final double weight;
    /** How many services the figures rest on. */
    private final double seen;

    private DeskPace(Services services, double counters, double busyShare, int occupied, double[] left) {
        double service = services.mean();
        this.counters = counters;
        this.cycle = service / busyShare;
        this.variation = Math.min(MOST_VARIATION, services.variance() / (service * service));
        this.idle = Math.max(0, counters - occupied);
        this.idleStart = cycle - service - cycle * (1 + variation) / 2;
        this.starts = left;
        for (int line = 0; line < starts.length; line++) {
            starts[line] += idleStart;
        }
        this.weight = Math.min(occupied, counters) / Math.max(1, starts.length);
        this.seen = services.count();
    }

    /** Of a desk whose services are known and that has a counter open. */
    static DeskPace of(DeskWaits known, QueueState state, long nowMicros) {
        return new DeskPace(
                known.services(),
                known.serving(state, nowMicros),
                known.busyShare(),
                known.occupied(state, nowMicros),
                left(known, state, nowMicros));
    }

    /** How much longer the counters are occupied, in order. */
    private static double[] left(DeskWaits known, QueueState state, long nowMicros) {
        long forgottenSince = known.forgottenSinceMicros(nowMicros);
        List<Session> occupying = new ArrayList<>(Math.min(MAX_LOOKED_AT, state.inService()));
        for (RankedSessions sessions :
                List.of(state.sessions().serving(), state.sessions().called())) {
            int first = sessions.before(forgottenSince, Long.MIN_VALUE);
            sessions.copyTo(occupying, first, MAX_LOOKED_AT - occupying.size());
        }
        double[] left = new double[occupying.size()];
        for (int line = 0; line < left.length; line++) {
            Session session = occupying.get(line);
            double seconds = Math.max(0, (nowMicros - session.sinceMicros()) / MICROS_PER_SECOND);
            left[line] = known.services().left(session.status(), seconds);
        }
        Arrays.sort(left);
        return left;
    }

    /** When whoever is at this position is expected to be called. */
    Forecast forecast(int position, DeskActivity activity) {
        double between = cycle / counters;
        double overtaken = activity.overtakenPerSecond(position);
        double leaving = activity.gaveUpPerSecond();
        double net = Math.max(1 / between - overtaken, (1 - MOST_OVERTAKING) / between);
        double going = leaving < NOBODY_LEAVES ? position / net : Math.log1p(position * leaving / net) / leaving;
        double seconds = secondsUntil(position - 0.5 + variation / 6) * going / (position * between);

        double calls = variation * Math.max(0, position - idle) + LEAST_DEVIATION * LEAST_DEVIATION;
        double others = (overtaken + leaving * position / 2) * seconds;
        double figures = variation / seen + UNSEEN * UNSEEN;
        return spread(seconds, between, between * between * (calls + others) + seconds * seconds * figures);
    }

    /** When the lines add up to so many; at least 0. */
    private double secondsUntil(double calls) {
        double sum = 0;
        double at = idleStart;
        double perSecond = idle / cycle;
        for (double start : starts) {
            double next = sum + perSecond * (start - at);
            if (next >= calls) {
                break;
            }
            sum = next;
            at = start;
            perSecond += weight / cycle;
        }
        return Math.max(0, at + (calls - sum) / perSecond);
    }

    /**
     * A forecast with this uncertainty.
     *
     * @param between the mean time from one call to the next
     * @param variance of the wait, in seconds squared
     */
    static Forecast spread(double seconds, double between, double variance) {
        double grain = Math.max(SHORTEST_GRAIN_SECONDS, GRAIN * between);
        return new Forecast(seconds, grain, Math.sqrt(variance) / (seconds + grain) / ONE_SPREAD);
    }
}
