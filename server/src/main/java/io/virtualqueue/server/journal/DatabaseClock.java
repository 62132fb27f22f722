package io.virtualqueue.server.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** This node's idea of the database's clock, which alone dates events: its own clock and the last offset seen. */
final class DatabaseClock {
    private final Clock clock;
    private volatile Duration offset = Duration.ZERO;

    DatabaseClock(Clock clock) {
        this.clock = clock;
    }

    void observe(Instant databaseNow) {
        offset = Duration.between(clock.instant(), databaseNow);
    }

    Instant now() {
        return clock.instant().plus(offset);
    }
}
