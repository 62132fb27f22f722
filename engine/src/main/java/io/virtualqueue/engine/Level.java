package io.virtualqueue.engine;

import java.util.List;

/**
 * A priority level of a queue. The number is what sessions refer to and never changes its meaning; the name may be
 * changed at any time.
 *
 * @param number {@value #MIN_NUMBER} to {@value #MAX_NUMBER}; higher numbers go first
 * @param name what people call it, unique in its queue
 * @param weight its part of the turns where levels share them: {@value #MIN_WEIGHT} to {@value #MAX_WEIGHT}
 * @param headStartSeconds how much earlier its people count as joined where the order is by age: 0 to
 *     {@value #MAX_HEAD_START_SECONDS}
 */
public record Level(int number, String name, int weight, int headStartSeconds) {
    public static final int MIN_NUMBER = 1;
    public static final int MAX_NUMBER = 1_000;
    public static final int MIN_WEIGHT = 1;
    public static final int MAX_WEIGHT = 100;
    /** A day. */
    public static final int MAX_HEAD_START_SECONDS = 86_400;

    /** The levels of a queue that does not name its own, highest first; gaps leave room for more. */
    public static final List<Level> DEFAULTS = List.of(
            new Level(50, "emergency"),
            new Level(40, "vip"),
            new Level(30, "high"),
            new Level(20, "normal"),
            new Level(10, "low"));

    /** The number of {@code normal} in {@link #DEFAULTS}. */
    public static final int NORMAL = 20;

    /** Levels from before there were weights have the least. */
    public Level {
        weight = weight == 0 ? MIN_WEIGHT : weight;
    }

    /** With the least weight and no head start. */
    public Level(int number, String name) {
        this(number, name, MIN_WEIGHT, 0);
    }
}
