package io.virtualqueue.engine;

/**
 * How fast a line moves.
 *
 * @param perSecond how many go in a second; above 0
 * @param departuresPerSecond how many of those who wait give up in a second, each
 * @param free how many may go at once
 * @param untilNextSeconds until when the next one after those may go
 */
record Pace(double perSecond, double departuresPerSecond, long free, double untilNextSeconds) {
    private static final double NOBODY_LEAVES = 1e-9;

    /**
     * When whoever is at this position is expected to go: everybody ahead goes or gives up. In a line of n that loses
     * m + h·n a second, n are gone after ln(1 + n·h/m) / h.
     */
    double secondsAt(int position) {
        double ahead = position - 1.0 - free;
        if (ahead < 0) {
            return 0;
        }
        double going = departuresPerSecond < NOBODY_LEAVES
                ? ahead / perSecond
                : Math.log1p(ahead * departuresPerSecond / perSecond) / departuresPerSecond;
        return untilNextSeconds + going;
    }
}
