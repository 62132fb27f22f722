package io.virtualqueue.engine;

import java.util.List;

/**
 * A priority level of a queue. The number is what sessions refer to and never changes its meaning; the name may be
 * changed at any time.
 *
 * @param number {@value #MIN_NUMBER} to {@value #MAX_NUMBER}; higher numbers go first
 * @param name what people call it, unique in its queue
 */
public record Level(int number, String name) {
    public static final int MIN_NUMBER = 1;
    public static final int MAX_NUMBER = 1_000;

    /** The levels of a queue that does not name its own, highest first; gaps leave room for more. */
    public static final List<Level> DEFAULTS = List.of(
            new Level(50, "emergency"),
            new Level(40, "vip"),
            new Level(30, "high"),
            new Level(20, "normal"),
            new Level(10, "low"));

    /** The number of {@code normal} in {@link #DEFAULTS}. */
    public static final int NORMAL = 20;
}
