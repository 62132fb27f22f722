package io.virtualqueue.engine;

/**
 * How long something took lately: mean and variance, in which the last {@value #MEMORY} or so count. Immutable.
 *
 * @param count how many there were, older ones counting less
 * @param mean in seconds
 * @param squares the sum of the squared distances from the mean
 */
record Durations(double count, double mean, double squares) {
    static final int MEMORY = 100;
    static final Durations NONE = new Durations(0, 0, 0);
    /** The variance is taken to be half the squared mean, until a few more than this many were seen. */
    private static final double PRESUMED = 5;

    private static final double PRESUMED_VARIATION = 0.5;
    /** From this many on, one that is {@link #LONGEST} times the mean is not believed: somebody forgot to end it. */
    private static final double BELIEVED = 10;

    private static final double LONGEST = 10;
    private static final double KEPT = 1 - 1.0 / MEMORY;

    Durations with(double seconds) {
        double believed = count < BELIEVED ? seconds : Math.min(seconds, LONGEST * mean);
        double more = count * KEPT + 1;
        double distance = believed - mean;
        double next = mean + distance / more;
        return new Durations(more, next, squares * KEPT + distance * (believed - next));
    }

    /** One of them takes so much longer than will be told. */
    Durations longer(double seconds) {
        return new Durations(count, mean + Math.min(seconds, LONGEST * mean) / count, squares);
    }

    double variance() {
        return (squares + PRESUMED * PRESUMED_VARIATION * mean * mean) / (count + PRESUMED);
    }

    /**
     * How much longer something takes that has taken so long. Between what never varies, of which the rest is left, and
     * what has no memory, of which always a whole mean is left, this goes by the variation. It is within a tenth of the
     * mean for gamma-distributed durations.
     */
    double left(double seconds) {
        if (mean <= 0) {
            return 0;
        }
        double variation = Math.min(1, variance() / (mean * mean));
        double rest = 1 - seconds / mean;
        double smooth = 0.5 * (rest + Math.sqrt(rest * rest + variation));
        return mean * (variation + (1 - variation) * smooth);
    }
}
