package io.virtualqueue.engine;

import java.util.List;

/**
 * In which order the levels of a line take turns, when not simply the highest first. Everyone has a key that does not
 * fall from one to the next within a level; the lowest key of all goes next, of equal ones that of the higher level.
 */
sealed interface Turns {

    /** The key of whoever has so many before them in this level. */
    long key(int number, LevelLine level, int rank);

    /** How many of this level have a lower key. */
    int below(int number, LevelLine level, long key);

    /** What the settings say of a level that somebody waits in. */
    static Level level(List<Level> levels, int number) {
        for (Level level : levels) {
            if (level.number() == number) {
                return level;
            }
        }
        throw new IllegalStateException("somebody waits in a level that is not there: " + number);
    }

    /** By weights, as far as they have got. */
    record ByShares(List<Level> levels, Shares shares) implements Turns {
        @Override
        public long key(int number, LevelLine level, int rank) {
            return shares.mark(number)
                    + rank * Shares.stride(Turns.level(levels, number).weight());
        }

        @Override
        public int below(int number, LevelLine level, long key) {
            if (level.isEmpty()) {
                return 0;
            }
            long stride = Shares.stride(Turns.level(levels, number).weight());
            long count = Math.ceilDiv(key - shares.mark(number), stride);
            return Math.clamp(count, 0, level.size());
        }
    }

    /** By the time of joining, less a head start. */
    record ByAge(List<Level> levels) implements Turns {
        @Override
        public long key(int number, LevelLine level, int rank) {
            return level.get(rank).orderKey() - headStartMicros(number);
        }

        @Override
        public int below(int number, LevelLine level, long key) {
            return level.isEmpty() ? 0 : level.before(key + headStartMicros(number), Long.MIN_VALUE);
        }

        long headStartMicros(int number) {
            return Turns.level(levels, number).headStartSeconds() * Micros.PER_SECOND;
        }
    }
}
