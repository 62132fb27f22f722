package io.virtualqueue.engine;

/**
 * How forecasts compare with what came: the median and the 90th percentile of the logarithm of (actual wait / forecast
 * wait), in units of the forecast's spread. Each is followed by small steps, up when the truth was above and down when it was below, in the proportion
 * that makes it stay where half, or nine tenths, are below. This needs no assumption about how waits are distributed.
 *
 * @param count how many forecasts were compared
 */
record Calibration(double median, double p90, int count) {
    /** Before anything is known: the forecast is right, and nine in ten wait no longer than a quarter more. */
    static final Calibration UNKNOWN = new Calibration(0, Math.log(1.25), 0);

    private static final double MEDIAN_STEP = 0.01;
    private static final double P90_STEP = 0.025;
    /** The first comparisons take larger steps: this, divided by their number. */
    private static final double FIRST_STEP = 0.25;

    /**
     * A wait that was longer than told raises the 90th percentile at most so far above that wait. Many forecasts are
     * open at once and fail together; without this their steps would add up to a useless width.
     */
    private static final double P90_LEAD = 0.15;
    /** The share of waits beyond the 90th percentile: a tenth, less what the steps cut short let through. */
    private static final double MISSES_OF_P90 = 0.075;

    /**
     * Compares a forecast with the truth. The median follows the truth itself; the 90th percentile follows how often
     * what was told proved too short.
     *
     * @param toldP90Seconds what this calibration had made of the forecast at the time
     */
    Calibration learning(Forecast forecast, double toldP90Seconds, double actualSeconds) {
        double ratio = forecast.deviation(actualSeconds);
        double first = FIRST_STEP / (count + 1);
        double far = Math.min(first, Math.abs(ratio - median));
        double medianStep = Math.max(MEDIAN_STEP, far) * (ratio > median ? 0.5 : -0.5);
        double p90Step =
                Math.max(P90_STEP, first) * (actualSeconds > toldP90Seconds ? 1 - MISSES_OF_P90 : -MISSES_OF_P90);
        double nextP90 = Math.min(p90 + p90Step, Math.max(p90, ratio + P90_LEAD));
        return new Calibration(median + medianStep, nextP90, count + 1);
    }

    /** The same, as something to start from that counts as so many comparisons. */
    Calibration afresh(int counted) {
        return new Calibration(median, p90, counted);
    }

    double medianSeconds(Forecast forecast) {
        return forecast.secondsAt(median);
    }

    double p90Seconds(Forecast forecast) {
        return forecast.secondsAt(Math.max(median, p90));
    }

    WaitEstimate estimate(Forecast forecast) {
        return WaitEstimate.ofSeconds(medianSeconds(forecast), p90Seconds(forecast));
    }
}
