package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The set rate is the rate: no faster, and with people waiting and capacity free no slower. */
class ReleaseRateTest {
    private static final int FOREVER = 100_000_000;

    @Property(tries = 60)
    void ticksThatAreUpToASecondLateDoNotSlowTheRate(
            @ForAll @IntRange(min = 1, max = 1_200) int rate, @ForAll Random random) {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", FOREVER, rate));
        Duration length = Duration.ofMinutes(10);
        long expected = 1L + Math.max(1, rate / 60) + rate * length.toMinutes();
        for (long joined = 0; joined < expected; joined++) {
            room.join();
        }
        Instant start = room.now;
        Instant end = start.plus(length);
        long releases = room.accept(new Command.Tick()).size();

        Instant due = due(room);
        while (!due.isAfter(end)) {
            long lateMicros = random.nextLong(1_000_000);
            room.now = due.plusNanos(1_000 * lateMicros);
            room.now = room.now.isAfter(end) ? end : room.now;
            releases += room.accept(new Command.Tick()).size();
            due = due(room);
        }

        assertThat(releases).isEqualTo(Math.max(1, rate / 60) + rate * length.toMinutes());
    }

    private static Instant due(Scene room) {
        return Objects.requireNonNull(releasesOnly(room).nextDue());
    }

    /** Those who were released would expire in between; here only releases are of interest. */
    private static QueueState releasesOnly(Scene room) {
        for (Session session : Sessions.startingBy(room.state.sessions().released(), room.now, Integer.MAX_VALUE)) {
            room.accept(new Command.Complete(session.id()));
        }
        room.state = room.state.forgetEnded();
        return room.state;
    }

    @Example
    void afterALullThereIsNoMoreThanTheBurst() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", FOREVER, 600));
        room.pass(Duration.ofDays(1));
        for (int joined = 0; joined < 50; joined++) {
            room.join();
        }

        assertThat(room.accept(new Command.Tick())).hasSize(10);
        assertThat(room.accept(new Command.Tick())).isEmpty();
    }

    @Example
    void aPauseSavesUpNoMoreThanTheBurst() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", FOREVER, 10));
        room.join();
        room.join();
        room.join();
        room.accept(new Command.Tick());
        room.accept(new Command.Pause());
        assertThat(room.state.nextDue()).isEqualTo(room.now.plus(QueueSettings.DEFAULT_PASS_TTL));
        room.pass(Duration.ofMinutes(2));
        assertThat(room.accept(new Command.Tick())).isEmpty();

        room.accept(new Command.Resume());

        assertThat(room.accept(new Command.Tick())).hasSize(1);
        assertThat(room.state.nextDue()).isEqualTo(room.now.plusSeconds(6));
    }

    @Example
    void oneTickReleasesABoundedNumber() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", FOREVER, QueueSettings.MAX_RATE_PER_MINUTE));
        for (int joined = 0; joined < 2 * Decider.MAX_RELEASES_PER_TICK + 1; joined++) {
            room.join();
        }

        assertThat(room.accept(new Command.Tick())).hasSize(Decider.MAX_RELEASES_PER_TICK);
        assertThat(room.state.nextDue()).isBeforeOrEqualTo(room.now);
        assertThat(room.accept(new Command.Tick())).hasSize(Decider.MAX_RELEASES_PER_TICK);
        assertThat(room.accept(new Command.Tick())).hasSize(1);

        room.pass(QueueSettings.DEFAULT_PASS_TTL);
        assertThat(room.accept(new Command.Tick())).hasSize(Decider.MAX_EXPIRIES_PER_TICK);
        assertThat(room.accept(new Command.Tick())).hasSize(Decider.MAX_EXPIRIES_PER_TICK);
        assertThat(room.accept(new Command.Tick())).hasSize(1);
    }

    @Example
    void aHigherRateCountsFromItsChangeOn() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", FOREVER, 10));
        room.join();
        room.join();
        room.accept(new Command.Tick());
        room.pass(Duration.ofSeconds(3));

        room.accept(new Command.ChangeSettings(settings -> QueueSettings.waitingRoom("room", FOREVER, 60)));

        assertThat(room.state.nextDue()).isEqualTo(room.now.plusMillis(500));
    }

    @Example
    void aRateOfZeroReleasesNobody() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", FOREVER, 0));
        room.join();
        room.pass(Duration.ofDays(1));

        assertThat(room.accept(new Command.Tick())).isEmpty();
        assertThat(room.state.nextDue()).isNull();
        assertThat(room.state.waitEstimate(1, room.now)).isNull();
    }
}
