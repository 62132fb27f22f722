package io.virtualqueue.bench.listen;

import java.util.Arrays;

/** When the events of a journal happened, in microseconds since 1970. Their numbers begin with 1 and have no gaps. */
public final class EventTimes {
    /** Of an event that does not count. */
    public static final long NEVER = Long.MIN_VALUE;

    private final long[] micros;

    /**
     * These times.
     *
     * @param micros of each event, ascending; {@link #NEVER} for those that do not count
     */
    public EventTimes(long[] micros) {
        this.micros = Arrays.copyOf(micros, micros.length);
    }

    long last() {
        return micros.length;
    }

    boolean counts(long number) {
        return micros[(int) number - 1] != NEVER;
    }

    long of(long number) {
        return micros[(int) number - 1];
    }

    /** How many of those that count happened from one time until before another. */
    public long count(long fromMicros, long untilMicros) {
        return Arrays.stream(micros)
                .filter(at -> at != NEVER && at >= fromMicros && at < untilMicros)
                .count();
    }
}
