package io.virtualqueue.engine;

import java.time.Instant;

/** Times as whole microseconds since 1970, the resolution of the journal. */
final class Micros {
    static final long PER_SECOND = 1_000_000;
    private static final int NANOS_EACH = 1_000;

    private Micros() {}

    static long of(Instant at) {
        return at.getEpochSecond() * PER_SECOND + at.getNano() / NANOS_EACH;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_EACH);
    }
}
