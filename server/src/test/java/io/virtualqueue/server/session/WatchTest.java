package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.session.PresenceRows.Sign;
import io.virtualqueue.server.session.Watch.Periods;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Periods of 60 s: silence counts after 80 s, signs are written each 20 s. */
class WatchTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final Periods MINUTES = new Periods(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final QueueState state = QueueState.empty()
            .evolve(new Event.Created(QueueSettings.waitingRoom("room", 10, 60)), START)
            .evolve(joined(ANN), START)
            .evolve(joined(BOB), START);
    private final Watch watch = new Watch(MINUTES, START);

    @Test
    void whoGaveNoSignForAPeriodAndAThirdIsQuiet() {
        watch.seen(BOB, after(30));
        assertThat(watch.waitingSilentSince(after(79))).isEqualTo(Instant.MIN);
        assertThat(quiet(80)).containsExactly(ANN);
        assertThat(quiet(109)).containsExactly(ANN);
        assertThat(quiet(110)).containsExactly(ANN, BOB);
    }

    @Test
    void joiningIsASign() {
        QueueState later = state.evolve(joined(new UUID(0, 3)), after(50));
        Instant since = watch.waitingSilentSince(after(100));
        assertThat(watch.quiet(later.waitingFrom(0, 10), since)).containsExactly(ANN, BOB);
    }

    @Test
    void whomAnotherServerHasSeenIsNotSilent() {
        Instant since = watch.waitingSilentSince(after(100));
        assertThat(watch.silent(List.of(ANN, BOB), Map.of(BOB, after(21)), since))
                .containsExactly(ANN);
        assertThat(quiet(101)).as("and is remembered").containsOnlyOnce(ANN);
    }

    @Test
    void anOldSignFromElsewhereDoesNotHideANewOneFromHere() {
        watch.seen(ANN, after(90));
        Instant since = watch.waitingSilentSince(after(100));
        assertThat(watch.silent(List.of(ANN), Map.of(ANN, after(5)), since)).isEmpty();
    }

    @Test
    void afterPresenceCouldNotBeWrittenEveryoneHasAFullPeriod() {
        watch.grace(after(70));
        assertThat(watch.waitingSilentSince(after(149))).isEqualTo(Instant.MIN);
        assertThat(quiet(150)).containsExactly(ANN, BOB);
    }

    @Test
    void anotherPeriodBeginsAnewForEveryone() {
        watch.hold(new Periods(Duration.ofSeconds(3), Duration.ofMinutes(1)), after(100));
        assertThat(watch.waitingSilentSince(after(103))).isEqualTo(Instant.MIN);
        assertThat(watch.waitingSilentSince(after(104))).isEqualTo(after(100));
    }

    @Test
    void theSamePeriodsChangeNothing() {
        watch.hold(MINUTES, after(70));
        assertThat(quiet(80)).containsExactly(ANN, BOB);
    }

    @Test
    void aPeriodOfZeroIsForEver() {
        Watch forEver = new Watch(new Periods(Duration.ZERO, Duration.ofMinutes(1)), START);
        assertThat(forEver.waitingSilentSince(START.plus(Duration.ofDays(400)))).isEqualTo(Instant.MIN);
        assertThat(forEver.servingSilentSince(after(80))).isEqualTo(START);
    }

    @Test
    void atADeskNobodyIsServedTooLong() {
        assertThat(Periods.of(QueueSettings.serviceDesk("desk")).areForEver()).isTrue();
        assertThat(Periods.of(QueueSettings.waitingRoom("room", 1, 1)))
                .isEqualTo(new Periods(Duration.ZERO, QueueSettings.DEFAULT_SERVING_TIMEOUT));
    }

    @Test
    void signsAreWrittenAtAThirdOfThePeriodInOrderOfIds() {
        watch.seen(BOB, after(6));
        watch.seen(ANN, after(7));
        assertThat(watch.isWriteDue(after(19))).isFalse();
        assertThat(watch.isWriteDue(after(20))).isTrue();
        assertThat(watch.unwritten(state)).containsExactly(new Sign(ANN, after(7)), new Sign(BOB, after(6)));
    }

    @Test
    void aSignIsWrittenAgainOnlyWhenItIsNew() {
        watch.seen(ANN, after(7));
        watch.written(after(20));
        assertThat(watch.unwritten(state)).isEmpty();
        watch.seen(ANN, after(20));
        assertThat(watch.unwritten(state)).containsExactly(new Sign(ANN, after(20)));
    }

    @Test
    void whoIsGoneIsForgotten() {
        watch.seen(ANN, after(7));
        watch.seen(BOB, after(7));
        watch.unwritten(state.evolve(new Event.Left(ANN, false), after(8)).forgetEnded());
        assertThat(watch.signs()).isEqualTo(1);
    }

    @Test
    void sweepsAreATenthOfThePeriodApartAndNeverLong() {
        assertThat(watch.isSweepDue(after(5))).isFalse();
        assertThat(watch.isSweepDue(after(6))).isTrue();
        Watch slow = new Watch(new Periods(Duration.ofDays(1), Duration.ZERO), START);
        assertThat(slow.isSweepDue(after(10))).isTrue();
        slow.swept(after(10));
        assertThat(slow.isSweepDue(after(19))).isFalse();
    }

    private List<UUID> quiet(long seconds) {
        Instant since = watch.waitingSilentSince(after(seconds));
        List<Session> waiting = state.waitingFrom(0, 10);
        return watch.quiet(waiting, since);
    }

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Event joined(UUID id) {
        return new Event.Joined(id, id, 20, id.getLeastSignificantBits());
    }
}
