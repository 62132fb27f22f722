package io.virtualqueue.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.virtualqueue.bench.server.Journal.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final UUID NORMAL = new UUID(0, 1);
    private static final UUID VIP = new UUID(0, 2);

    private static Event event(long seq, String type, UUID session, int level) {
        return new Event(seq, type, seq, session, level, seq);
    }

    @Test
    void aHigherLevelGoesFirst() {
        Audit right = Audit.of(List.of(
                event(1, "created", new UUID(0, 0), 0),
                event(2, "joined", NORMAL, 20),
                event(3, "joined", VIP, 40),
                event(4, "released", VIP, 0),
                event(5, "released", NORMAL, 0)));
        assertThat(right.isRight()).isTrue();
        assertThat(right.releaseMicros()).containsExactly(4L, 5L);
        assertThat(right.joinSeqs()).containsEntry(VIP, 3L).hasSize(2);
    }

    @Test
    void seesEveryFault() {
        Audit wrong = Audit.of(List.of(
                event(1, "joined", NORMAL, 20),
                event(3, "joined", VIP, 40),
                event(4, "joined", VIP, 40),
                event(5, "released", NORMAL, 0),
                event(6, "released", NORMAL, 0)));
        assertThat(wrong.gaps()).isEqualTo(1);
        assertThat(wrong.joinedAgain()).isEqualTo(1);
        assertThat(wrong.outOfOrder()).isEqualTo(2);
        assertThat(wrong.releasedAgain()).isEqualTo(1);
        assertThat(wrong.isRight()).isFalse();
    }

    @Test
    void whoHasLeftIsPassedOver() {
        assertThat(Audit.of(List.of(
                                event(1, "joined", VIP, 40),
                                event(2, "joined", NORMAL, 20),
                                event(3, "left", VIP, 0),
                                event(4, "released", NORMAL, 0)))
                        .isRight())
                .isTrue();
    }

    @Test
    void thePaceIsCountedFromBatchToBatch() {
        ReleasePace pace = ReleasePace.of(batches(50_000, 50), Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);
        assertThat(pace.perSecond()).isCloseTo(1_000, within(1e-6));
        assertThat(pace.deviation()).isCloseTo(0, within(1e-9));
        assertThat(pace.longestGapMillis()).isCloseTo(50, within(1e-9));
        assertThat(ReleasePace.of(batches(50_000, 49), Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000)
                        .deviation())
                .isCloseTo(-0.02, within(1e-9));
    }

    @Test
    void tooFewReleasesHaveNoPace() {
        List<Long> few = List.of(1L, 2L);
        assertThatThrownBy(() -> ReleasePace.of(few, Duration.ofSeconds(1), Duration.ofSeconds(10), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Twelve seconds of batches of that size, that many microseconds apart. */
    private static List<Long> batches(long microsApart, int size) {
        List<Long> times = new ArrayList<>();
        for (long at = 0; at <= 12_000_000; at += microsApart) {
            for (int i = 0; i < size; i++) {
                times.add(at);
            }
        }
        return times;
    }
}
