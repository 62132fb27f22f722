package io.virtualqueue.engine;

/**
 * What happened at a desk lately while somebody waited and could be called. Every figure fades, but only while somebody
 * waits: what was seen yesterday is what a desk begins its morning with. Immutable.
 *
 * @param asOfMicros up to when the figures go
 * @param wantedSeconds seconds in which somebody waited and a counter was open, as far as is known
 * @param openSeconds the same for each open counter, where it is told how many are
 * @param busySeconds the same for each who was called or served
 * @param waitingSeconds the same for each who waited
 * @param gaveUp how many gave up while waiting
 * @param calls how many were called
 * @param overtaking how many came in before others who waited
 */
record DeskActivity(
        long asOfMicros,
        double wantedSeconds,
        double openSeconds,
        double busySeconds,
        double waitingSeconds,
        double gaveUp,
        double calls,
        Overtaking overtaking) {

    static final double MEMORY_SECONDS = 3_600;
    /** Leaving is taken to be rare until this much waiting has been seen. */
    private static final double UNKNOWN_WAITING_SECONDS = 7_200;
    /** An open counter is taken to be busy nearly always until this much was seen, in counters times seconds. */
    private static final double UNKNOWN_OPEN_SECONDS = 900;

    /** Overtaking is taken to be rare until so much was seen. */
    private static final double UNKNOWN_WANTED_SECONDS = 300;

    private static final double PRESUMED_BUSY = 0.95;
    private static final double LEAST_BUSY = 0.1;
    private static final double MIN_WANTED_SECONDS = 30;
    private static final double MIN_CALLS = 0.5;
    private static final double MICROS_PER_SECOND = 1e6;

    static DeskActivity none(long asOfMicros) {
        return new DeskActivity(asOfMicros, 0, 0, 0, 0, 0, 0, Overtaking.NONE);
    }

    /** Time passes, with so many waiting, counters open and occupied all along. */
    DeskActivity until(long micros, int waiting, int open, int busy, boolean wanted) {
        if (micros <= asOfMicros) {
            return this;
        }
        if (!wanted) {
            return new DeskActivity(
                    micros, wantedSeconds, openSeconds, busySeconds, waitingSeconds, gaveUp, calls, overtaking);
        }
        double kept = Math.exp(-(micros - asOfMicros) / MICROS_PER_SECOND / MEMORY_SECONDS);
        double gained = MEMORY_SECONDS * (1 - kept);
        return new DeskActivity(
                micros,
                wantedSeconds * kept + gained,
                openSeconds * kept + open * gained,
                busySeconds * kept + Math.min(open, busy) * gained,
                waitingSeconds * kept + waiting * gained,
                gaveUp * kept,
                calls * kept,
                overtaking.fading(kept));
    }

    /** A session changes its status. */
    DeskActivity counting(SessionStatus before, SessionStatus after) {
        if (before != SessionStatus.WAITING || after == SessionStatus.WAITING) {
            return this;
        }
        int called = after.isInService() ? 1 : 0;
        return new DeskActivity(
                asOfMicros,
                wantedSeconds,
                openSeconds,
                busySeconds,
                waitingSeconds,
                gaveUp + 1 - called,
                calls + called,
                overtaking);
    }

    /** Somebody came in at this position, before others. */
    DeskActivity overtaken(int position) {
        return new DeskActivity(
                asOfMicros,
                wantedSeconds,
                openSeconds,
                busySeconds,
                waitingSeconds,
                gaveUp,
                calls,
                overtaking.with(position));
    }

    /** How many of those who wait give up in a second, each. */
    double gaveUpPerSecond() {
        return gaveUp / (waitingSeconds + UNKNOWN_WAITING_SECONDS);
    }

    /** How many come in a second before whoever goes from this position to the front, on the way. */
    double overtakenPerSecond(int position) {
        return overtaking.before(position) / (wantedSeconds + UNKNOWN_WANTED_SECONDS);
    }

    /** The share of an open counter's time in which somebody is there, while others wait. */
    double busyShare() {
        double share = (busySeconds + PRESUMED_BUSY * UNKNOWN_OPEN_SECONDS) / (openSeconds + UNKNOWN_OPEN_SECONDS);
        return Math.clamp(share, LEAST_BUSY, 1);
    }

    /** How many are usually occupied while somebody waits; 0 when too little was seen. */
    double usuallyBusy() {
        return wantedSeconds > MIN_WANTED_SECONDS ? busySeconds / wantedSeconds : 0;
    }

    /** How many are called in a second while somebody waits; 0 when too little was seen. */
    double callsPerSecond() {
        return calls > MIN_CALLS && wantedSeconds > MIN_WANTED_SECONDS ? calls / wantedSeconds : 0;
    }
}
