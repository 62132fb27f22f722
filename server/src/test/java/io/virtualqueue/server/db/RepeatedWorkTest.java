package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {
    private final AtomicInteger times = new AtomicInteger();

    @Test
    void goesOnAfterFaultsAndWithoutADatabaseUntilItIsStopped() {
        RepeatedWork work = new RepeatedWork("work", Duration.ofMillis(1), () -> {
            switch (times.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a fault");
                case 2 -> throw new DatabaseUnavailableException(new SQLException("away"));
                default -> {}
            }
        });

        work.start();

        await().untilAsserted(() -> assertThat(times).hasValueGreaterThan(4));
        assertThat(work.isStopped()).isFalse();
        work.stop();
        assertThat(work.isStopped()).isTrue();
        int then = times.get();
        // One time may have been under way.
        await().during(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(times).hasValueBetween(then, then + 1));
    }

    @Test
    void waitsForItsFirstTimeWhereAsked() {
        RepeatedWork work = new RepeatedWork("work", Duration.ofHours(1), times::incrementAndGet);

        work.startAfterPause();
        work.stop();

        await().during(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(times).hasValue(0));
    }

    @Test
    void comesBeforeItsPauseIsOverWhereSomebodyAsks() {
        RepeatedWork work = new RepeatedWork("work", Duration.ofHours(1), times::incrementAndGet);
        work.start();
        await().untilAsserted(() -> assertThat(times).hasValue(1));

        work.soon();
        await().untilAsserted(() -> assertThat(times).hasValue(2));
        work.soon();
        work.soon();
        await().untilAsserted(() -> assertThat(times).hasValueBetween(3, 4));
        work.stop();
    }
}
