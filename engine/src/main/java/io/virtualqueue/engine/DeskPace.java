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
 *
 * @param cycle mean seconds from one call of a counter to its next
 * @param variation the squared coefficient of variation of a cycle
 * @param counters how many call
 * @param idle how many of them are free now
 * @param idleStart when the lines of those begin, in seconds from now; no other line begins earlier
 * @param starts when the lines of the others begin, in order
 * @param weight how many counters each of these stands for
 * @param seen how many services the figures rest on
 */
record DeskPace(
        double cycle,
        double variation,
        double counters,
        double idle,
        double idleStart,
        double[] starts,
        double weight,
        double seen) {

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

    /** Of a desk whose services are known and that has a counter open. */
    static DeskPace of(DeskWaits known, QueueState state, long nowMicros) {
        Services services = known.services();
        int forgotten = state.inService() - known.occupied(state, nowMicros);
        int occupied = state.inService() - forgotten;
        double counters = known.serving(state, nowMicros);
        double service = services.mean();
        double cycle = service / known.busyShare();
        double variation = Math.min(MOST_VARIATION, services.variance() / (service * service));
        double idleStart = cycle - service - cycle * (1 + variation) / 2;
        double[] starts = starts(state, services, forgotten, nowMicros);
        for (int line = 0; line < starts.length; line++) {
            starts[line] += idleStart;
        }
        return new DeskPace(
                cycle,
                variation,
                counters,
                Math.max(0, counters - occupied),
                idleStart,
                starts,
                Math.min(occupied, counters) / Math.max(1, starts.length),
                services.count());
    }

    /** How much longer the counters are occupied, in order. */
    private static double[] starts(QueueState state, Services services, int forgotten, long nowMicros) {
        List<Session> occupying = new ArrayList<>(Math.min(MAX_LOOKED_AT, state.inService()));
        state.serving().copyTo(occupying, 0, MAX_LOOKED_AT);
        state.called().copyTo(occupying, 0, MAX_LOOKED_AT - occupying.size());
        double[] left = new double[occupying.size()];
        int count = 0;
        for (Session session : occupying) {
            double seconds = Math.max(0, (nowMicros - session.sinceMicros()) / MICROS_PER_SECOND);
            if (forgotten == 0 || !DeskWaits.isForgotten(seconds, services)) {
                left[count++] = services.left(session.status(), seconds);
            }
        }
        double[] sorted = count == left.length ? left : Arrays.copyOf(left, count);
        Arrays.sort(sorted);
        return sorted;
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
