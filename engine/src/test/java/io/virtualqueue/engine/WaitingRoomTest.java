package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final Scene room = Scene.of(QueueSettings.waitingRoom("room", 100, 10));

    @Test
    void theFirstIsReleasedAtOnceAndTheOthersOneEverySixSeconds() {
        UUID first = room.join();
        UUID second = room.join();
        UUID third = room.join();

        assertThat(room.accept(new Command.Tick())).containsExactly(new Event.Released(first));
        assertThat(room.state.nextDue()).isEqualTo(room.now.plusSeconds(6));
        room.pass(Duration.ofMillis(5_999));
        assertThat(room.accept(new Command.Tick())).isEmpty();
        room.pass(Duration.ofMillis(1));
        assertThat(room.accept(new Command.Tick())).containsExactly(new Event.Released(second));
        room.pass(Duration.ofSeconds(6));
        assertThat(room.accept(new Command.Tick())).containsExactly(new Event.Released(third));
        assertThat(room.state.waiting()).isZero();
        assertThat(room.state.count(SessionStatus.RELEASED)).isEqualTo(3);
    }

    @Test
    void higherLevelsGoFirstAndWithinALevelWhoCameFirst() {
        UUID normal = room.join();
        UUID low = room.join("low");
        UUID emergency = room.join("emergency");
        UUID laterNormal = room.join("normal");

        assertThat(room.line()).containsExactly(emergency, normal, laterNormal, low);
        assertThat(room.position(emergency)).isEqualTo(1);
        assertThat(room.position(low)).isEqualTo(4);
    }

    @Test
    void thePositionOnJoiningIsTheOneThatJoiningGives() {
        room.join("vip");
        room.join("low");
        room.join();

        int promised = room.state.positionOnJoining(Level.NORMAL, room.now);
        UUID joined = room.join();

        assertThat(promised).isEqualTo(3);
        assertThat(room.state.position(room.session(joined))).isEqualTo(promised);
    }

    @Test
    void whoIsInTheLineAlreadyKeepsThePlace() {
        UUID first = room.join();
        QueueState before = room.state;

        Decision again =
                room.decide(new Command.Join(new UUID(9, 9), room.session(first).userKey(), "vip"));

        assertThat(again).isEqualTo(new Decision.Accepted(List.of(), first));
        assertThat(room.state).isSameAs(before);
    }

    @Test
    void anUnusedPassExpiresAndFreesThePlace() {
        Scene small = Scene.of(QueueSettings.waitingRoom("small", 1, 600));
        UUID first = small.join();
        UUID second = small.join();
        small.accept(new Command.Tick());

        small.pass(QueueSettings.DEFAULT_PASS_TTL.minusNanos(1_000));
        assertThat(small.accept(new Command.Tick())).isEmpty();
        small.pass(Duration.ofNanos(1_000));
        assertThat(small.accept(new Command.Tick()))
                .containsExactly(new Event.Expired(first), new Event.Released(second));
        assertThat(small.status(first)).isEqualTo(SessionStatus.EXPIRED);
    }
}
