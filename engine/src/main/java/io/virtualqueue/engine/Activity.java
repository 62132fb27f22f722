package io.virtualqueue.engine;

/**
 * What happened in a waiting room lately. Every figure fades: what was {@link #MEMORY_SECONDS} ago counts a third of what is
 * now.
 *
 * @param asOfMicros up to when the figures go
 * @param waitingSeconds seconds waited, by all who waited
 * @param lineDepartures how many gave up while waiting
 * @param serviceSeconds seconds in service, by all who were
 * @param serviceDepartures how many ended their service
 * @param wantedSeconds seconds in which somebody waited and could go
 * @param boundSeconds those of them in which there was no capacity free
 */
record Activity(
        long asOfMicros,
        double waitingSeconds,
        double lineDepartures,
        double serviceSeconds,
        double serviceDepartures,
        double wantedSeconds,
        double boundSeconds) {

    static final double MEMORY_SECONDS = 600;
    /** Leaving is taken to be rare until this much waiting has been seen. */
    private static final double UNKNOWN_WAITING_SECONDS = 600;
    /** The share of the time without capacity from which on capacity, rather than rate, sets the pace. */
    private static final double BOUND_SHARE = 0.05;

    private static final double MIN_DEPARTURES = 0.5;
    private static final double MICROS_PER_SECOND = 1e6;

    static Activity none(long asOfMicros) {
        return new Activity(asOfMicros, 0, 0, 0, 0, 0, 0);
    }

    /** Time passes, with so many waiting and in service all along. */
    Activity until(long micros, int waiting, int inService, boolean wanted, boolean bound) {
        if (micros <= asOfMicros) {
            return this;
        }
        double seconds = (micros - asOfMicros) / MICROS_PER_SECOND;
        double kept = Math.exp(-seconds / MEMORY_SECONDS);
        double gained = MEMORY_SECONDS * (1 - kept);
        return new Activity(
                micros,
                waitingSeconds * kept + waiting * gained,
                lineDepartures * kept,
                serviceSeconds * kept + inService * gained,
                serviceDepartures * kept,
                wantedSeconds * kept + (wanted ? gained : 0),
                boundSeconds * kept + (bound ? gained : 0));
    }

    /** A session changes its status. */
    Activity counting(SessionStatus before, SessionStatus after) {
        boolean served = before.isInService() && !after.isInService();
        boolean gaveUp = before == SessionStatus.WAITING && !after.isLive();
        return new Activity(
                asOfMicros,
                waitingSeconds,
                lineDepartures + (gaveUp ? 1 : 0),
                serviceSeconds,
                serviceDepartures + (served ? 1 : 0),
                wantedSeconds,
                boundSeconds);
    }

    /** How many of those who wait give up in a second, each. */
    double departuresPerSecond() {
        return lineDepartures / (waitingSeconds + UNKNOWN_WAITING_SECONDS);
    }

    /** Whether the capacity, rather than the rate, decides how fast people go. */
    boolean isBound() {
        return boundSeconds > BOUND_SHARE * wantedSeconds && serviceDepartures > MIN_DEPARTURES;
    }

    /** How many places come free in a second when all are taken. */
    double freedPerSecond(int capacity) {
        return capacity * serviceDepartures / serviceSeconds;
    }
}
