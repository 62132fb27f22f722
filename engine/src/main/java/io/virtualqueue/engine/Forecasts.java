package io.virtualqueue.engine;

import java.util.Arrays;

/**
 * A sample of forecasts whose truth is not known yet, and what was learned from those whose truth is. Positions are
 * taken together by powers of two, because near ones are forecast differently well than far ones. Immutable.
 */
final class Forecasts {
    /** How many forecasts of one class of positions are open at once. */
    static final int MAX_OPEN_EACH = 32;
    /** Positions beyond 2 to this power are taken together. */
    private static final int POWERS = 24;

    private static final double MICROS_PER_SECOND = 1e6;

    /**
     * How the sample is taken.
     *
     * @param everyMicros how often a forecast is added to it
     * @param powersTogether how many powers of two make one class of positions
     * @param start what every class begins with; its count is how many comparisons it counts for
     */
    private record Rules(long everyMicros, int powersTogether, Calibration start) {}

    /**
     * One open forecast.
     *
     * @param session the {@code seq} of the session
     */
    private record Open(
            long session,
            int positions,
            long madeAtMicros,
            Forecast forecast,
            double toldMedianSeconds,
            double toldP90Seconds) {}

    /** Thousands may wait, and what they wait for has a set rate: there is much to learn from. */
    static final Forecasts OF_A_ROOM = none(new Rules(500_000, 1, Calibration.UNKNOWN));
    /** A desk serves a few hundred a day: what is known beforehand must count for something. */
    static final Forecasts OF_A_DESK = none(new Rules(15_000_000, 2, Calibration.UNKNOWN.afresh(10)));

    private final Rules rules;
    private final Open[] open;
    /** By class of positions; those beyond the end, and those without a count, know nothing. */
    private final Calibration[] learned;

    private final WaitCoverage coverage;
    private final long lastMadeAtMicros;

    private Forecasts(Rules rules, Open[] open, Calibration[] learned, WaitCoverage coverage, long lastMadeAtMicros) {
        this.rules = rules;
        this.open = open;
        this.learned = learned;
        this.coverage = coverage;
        this.lastMadeAtMicros = lastMadeAtMicros;
    }

    private static Forecasts none(Rules rules) {
        return new Forecasts(rules, new Open[0], new Calibration[0], WaitCoverage.NONE, Long.MIN_VALUE);
    }

    /** What was learned for this position, or else for the nearest one before it of which something was. */
    Calibration at(int position) {
        return ofClass(classOf(position));
    }

    private Calibration ofClass(int positions) {
        for (int each = Math.min(positions, learned.length - 1); each >= 0; each--) {
            if (learned[each].count() > 0) {
                return learned[each];
            }
        }
        return rules.start;
    }

    boolean isDue(long nowMicros) {
        return lastMadeAtMicros < nowMicros - rules.everyMicros;
    }

    /** A position to forecast next, of a line of this length: each power of two as often as any other. */
    static int nextPosition(long seq, int waiting) {
        long random = SessionIndex.mixed(seq);
        int power = (int) Math.floorMod(random, (long) power(waiting) + 1);
        long first = 1L << power;
        long last = Math.min(waiting, 2 * first - 1);
        return (int) (first + Math.floorMod(random >>> 8, last - first + 1));
    }

    Forecasts with(long session, int position, long nowMicros, Forecast forecast) {
        int positions = classOf(position);
        int same = 0;
        for (Open each : open) {
            same += each.positions == positions ? 1 : 0;
        }
        if (same >= MAX_OPEN_EACH) {
            return new Forecasts(rules, open, learned, coverage, nowMicros);
        }
        Calibration told = at(position);
        Open[] more = Arrays.copyOf(open, open.length + 1);
        more[open.length] = new Open(
                session, positions, nowMicros, forecast, told.medianSeconds(forecast), told.p90Seconds(forecast));
        return new Forecasts(rules, more, learned, coverage, nowMicros);
    }

    /** A session changed: either its turn has come, or nobody will ever know when it would have. */
    Forecasts seeing(Session before, Session after, long nowMicros) {
        if (before.status() != SessionStatus.WAITING || after.status() == SessionStatus.WAITING) {
            return this;
        }
        return after.status().isInService() ? comparing(before.seq(), nowMicros) : without(before.seq());
    }

    /** The session's turn has come: its forecasts can be compared with the truth. */
    Forecasts comparing(long session, long nowMicros) {
        Forecasts after = this;
        for (Open each : open) {
            if (each.session == session) {
                after = after.learning(each, (nowMicros - each.madeAtMicros) / MICROS_PER_SECOND);
            }
        }
        return after.without(session);
    }

    private Forecasts learning(Open made, double actualSeconds) {
        int positions = made.positions;
        Calibration[] more = Arrays.copyOf(learned, Math.max(learned.length, positions + 1));
        Arrays.fill(more, learned.length, more.length, Calibration.UNKNOWN);
        Calibration before = more[positions].count() > 0
                ? more[positions]
                : ofClass(positions).afresh(rules.start.count());
        more[positions] = before.learning(made.forecast, made.toldP90Seconds, actualSeconds);
        WaitCoverage covered =
                coverage.with(actualSeconds <= made.toldMedianSeconds, actualSeconds <= made.toldP90Seconds);
        return new Forecasts(rules, open, more, covered, lastMadeAtMicros);
    }

    /** The session gave up: nobody will ever know. */
    Forecasts without(long session) {
        int kept = 0;
        for (Open each : open) {
            kept += each.session == session ? 0 : 1;
        }
        if (kept == open.length) {
            return this;
        }
        Open[] others = new Open[kept];
        int next = 0;
        for (Open each : open) {
            if (each.session != session) {
                others[next++] = each;
            }
        }
        return new Forecasts(rules, others, learned, coverage, lastMadeAtMicros);
    }

    /** Nothing is open any more: what comes now, no forecast could know. */
    Forecasts closed() {
        return new Forecasts(rules, new Open[0], learned, coverage, lastMadeAtMicros);
    }

    WaitCoverage coverage() {
        return coverage;
    }

    int openCount() {
        return open.length;
    }

    private int classOf(int position) {
        return power(position) / rules.powersTogether;
    }

    private static int power(int position) {
        return Math.min(POWERS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(position));
    }
}
