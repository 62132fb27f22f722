package io.virtualqueue.engine;

import java.util.Arrays;

/**
 * A sample of forecasts whose truth is not known yet, and what was learned from those whose truth is. Positions are
 * taken together by powers of two, because near ones are forecast differently well than far ones. Immutable.
 */
final class Forecasts {
    /** How many forecasts of one power of two are open at once. */
    static final int MAX_OPEN_EACH = 32;
    /** Positions beyond 2 to this power are taken together. */
    private static final int POWERS = 24;
    /** How often a forecast is added to the sample. */
    private static final long EVERY_MICROS = 500_000;

    private static final double MICROS_PER_SECOND = 1e6;

    /**
     * One open forecast.
     *
     * @param session the {@code seq} of the session
     */
    private record Open(long session, int power, long madeAtMicros, double seconds, double toldP90Seconds) {}

    static final Forecasts NONE = new Forecasts(new Open[0], new Calibration[0], Long.MIN_VALUE);

    private final Open[] open;
    /** By power; those beyond the end, and those without a count, know nothing. */
    private final Calibration[] learned;

    private final long lastMadeAtMicros;

    private Forecasts(Open[] open, Calibration[] learned, long lastMadeAtMicros) {
        this.open = open;
        this.learned = learned;
        this.lastMadeAtMicros = lastMadeAtMicros;
    }

    /** What was learned for this position, or else for the nearest one before it of which something was. */
    Calibration at(int position) {
        for (int power = Math.min(power(position), learned.length - 1); power >= 0; power--) {
            if (learned[power].count() > 0) {
                return learned[power];
            }
        }
        return Calibration.UNKNOWN;
    }

    boolean isDue(long nowMicros) {
        return lastMadeAtMicros < nowMicros - EVERY_MICROS;
    }

    /** A position to forecast next, of a line of this length: each power of two as often as any other. */
    static int nextPosition(long seq, int waiting) {
        long random = SessionIndex.mixed(seq);
        int power = (int) Math.floorMod(random, (long) power(waiting) + 1);
        long first = 1L << power;
        long last = Math.min(waiting, 2 * first - 1);
        return (int) (first + Math.floorMod(random >>> 8, last - first + 1));
    }

    Forecasts with(long session, int position, long nowMicros, double seconds) {
        int power = power(position);
        int same = 0;
        for (Open forecast : open) {
            same += forecast.power == power ? 1 : 0;
        }
        if (same >= MAX_OPEN_EACH) {
            return new Forecasts(open, learned, nowMicros);
        }
        Open[] more = Arrays.copyOf(open, open.length + 1);
        more[open.length] =
                new Open(session, power, nowMicros, seconds, at(position).p90Seconds(seconds));
        return new Forecasts(more, learned, nowMicros);
    }

    /** The session's turn has come: its forecasts can be compared with the truth. */
    Forecasts comparing(long session, long nowMicros) {
        Forecasts after = this;
        for (Open forecast : open) {
            if (forecast.session == session) {
                double actual = (nowMicros - forecast.madeAtMicros) / MICROS_PER_SECOND;
                after = after.learning(forecast, actual);
            }
        }
        return after.without(session);
    }

    private Forecasts learning(Open forecast, double actualSeconds) {
        Calibration[] more = Arrays.copyOf(learned, Math.max(learned.length, forecast.power + 1));
        Arrays.fill(more, learned.length, more.length, Calibration.UNKNOWN);
        Calibration before = more[forecast.power].count() > 0
                ? more[forecast.power]
                : at(1 << forecast.power).afresh();
        more[forecast.power] = before.learning(forecast.seconds, forecast.toldP90Seconds, actualSeconds);
        return new Forecasts(open, more, lastMadeAtMicros);
    }

    /** The session gave up: nobody will ever know. */
    Forecasts without(long session) {
        int kept = 0;
        for (Open forecast : open) {
            kept += forecast.session == session ? 0 : 1;
        }
        if (kept == open.length) {
            return this;
        }
        Open[] others = new Open[kept];
        int next = 0;
        for (Open forecast : open) {
            if (forecast.session != session) {
                others[next++] = forecast;
            }
        }
        return new Forecasts(others, learned, lastMadeAtMicros);
    }

    /** Nothing is open any more: what comes now, no forecast could know. */
    Forecasts closed() {
        return new Forecasts(NONE.open, learned, lastMadeAtMicros);
    }

    int openCount() {
        return open.length;
    }

    private static int power(int position) {
        return Math.min(POWERS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(position));
    }
}
