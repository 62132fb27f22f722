package io.virtualqueue.engine;

/**
 * How long a desk was lately occupied by those it called, from the call to the end. It is taken in two parts, because
 * who is being served has certainly come, while who was only called may not come at all. Immutable.
 *
 * @param coming from the call until the service began, or, when nobody said that it began or nobody came, until the end
 * @param serving from the beginning of a service until its end
 * @param begun of those called, how many services were said to begin; fades as {@code coming} does
 * @param missed of those called, how many did not come; fades likewise
 */
record Services(Durations coming, Durations serving, double begun, double missed) {
    static final Services NONE = new Services(Durations.NONE, Durations.NONE, 0, 0);

    /** With so few nothing can be said. */
    private static final double FEWEST = 2.5;

    private static final double KEPT = 1 - 1.0 / Durations.MEMORY;

    /** A session left this status after so long. Steps back, by return or by undoing, say nothing about services. */
    Services with(SessionStatus before, SessionStatus after, double seconds) {
        if (!before.isInService() || after == SessionStatus.WAITING) {
            return this;
        }
        if (before == SessionStatus.SERVING) {
            return after.isInService() ? this : new Services(coming, serving.with(seconds), begun, missed);
        }
        return new Services(
                coming.with(seconds),
                serving,
                begun * KEPT + (after == SessionStatus.SERVING ? 1 : 0),
                missed * KEPT + (after == SessionStatus.NO_SHOW ? 1 : 0));
    }

    /** A session that is called once more begins its time in this status anew: what went before must not be lost. */
    Services longer(SessionStatus status, double seconds) {
        return status == SessionStatus.CALLED && coming.count() > 0
                ? new Services(coming.longer(seconds), serving, begun, missed)
                : this;
    }

    boolean areKnown() {
        return coming.count() > FEWEST && (begun < 0.5 || serving.count() > FEWEST) && mean() > 0;
    }

    /** How many the figures rest on. */
    double count() {
        return begun < 0.5 ? coming.count() : Math.min(coming.count(), serving.count());
    }

    /** How long one who was called occupies a counter, in seconds. */
    double mean() {
        return coming.mean() + begunShare() * serving.mean();
    }

    double variance() {
        double share = begunShare();
        return coming.variance() + share * serving.variance() + share * (1 - share) * serving.mean() * serving.mean();
    }

    /** The share of those called who did not come. */
    double missedShare() {
        return coming.count() > 0 ? missed / coming.count() : 0;
    }

    /** How much longer a session occupies its counter that has been in this status for so long. */
    double left(SessionStatus status, double seconds) {
        return status == SessionStatus.SERVING
                ? serving.left(seconds)
                : coming.left(seconds) + begunShare() * serving.mean();
    }

    private double begunShare() {
        return coming.count() > 0 ? Math.min(1, begun / coming.count()) : 0;
    }
}
