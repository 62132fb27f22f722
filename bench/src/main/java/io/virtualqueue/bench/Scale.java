package io.virtualqueue.bench;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param window how long the answers of a run are counted
 * @param settle how long a run goes on before that
 * @param pairs how often limit and row are measured in turn
 * @param fewerPairs the same where the figure is only there to be seen with others
 * @param waiting how many wait where the design says 1,000,000
 * @param divisor of all other counts of people
 * @param rateWindow how long releases are watched
 * @param repeats how often a disturbed run is repeated at most
 */
public record Scale(
        Duration window,
        Duration settle,
        int pairs,
        int fewerPairs,
        int waiting,
        int divisor,
        Duration rateWindow,
        int repeats) {
    /** What the figures of the project are measured with. */
    public static final Scale FULL =
            new Scale(Duration.ofSeconds(3), Duration.ofSeconds(1), 5, 3, 1_000_000, 1, Duration.ofSeconds(10), 3);
    /** Shows that the benchmarks themselves work; its figures mean nothing. */
    public static final Scale QUICK =
            new Scale(Duration.ofMillis(500), Duration.ofMillis(200), 2, 1, 20_000, 20, Duration.ofSeconds(2), 0);

    /** A count of people at this scale. */
    public int people(int full) {
        return full / divisor;
    }
}
