package io.virtualqueue.engine;

/**
 * A wait as it comes from what is known of the queue, before {@link Calibration} makes an estimate of it.
 *
 * @param seconds the wait that is expected
 * @param grainSeconds waits are compared in steps of this length, so to speak: it is added to all of them; above 0
 * @param spread how uncertain it is, as a multiple of the uncertainty that {@link Calibration#UNKNOWN} stands for;
 *     above 0
 */
record Forecast(double seconds, double grainSeconds, double spread) {
    private static final double ONE_SECOND = 1;

    /** Of a queue that goes by a set rate. */
    static Forecast exact(double seconds) {
        return new Forecast(seconds, ONE_SECOND, 1);
    }

    /** The logarithm of (this wait / the wait forecast), in the forecast's own spread. */
    double deviation(double actualSeconds) {
        return Math.log((actualSeconds + grainSeconds) / (seconds + grainSeconds)) / spread;
    }

    /** The wait that deviates so from the one forecast; not below 0. */
    double secondsAt(double deviation) {
        return Math.max(0, (seconds + grainSeconds) * Math.exp(deviation * spread) - grainSeconds);
    }
}
