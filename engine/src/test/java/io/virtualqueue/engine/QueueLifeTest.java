package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueueLifeTest {
    private final Scene room = Scene.of(QueueSettings.waitingRoom("room", 100, 60));

    @Test
    void aQueueIsCreatedOnce() {
        assertThat(room.reject(new Command.Create(room.state.settings()))).isEqualTo(Rejection.QUEUE_EXISTS);
    }

    @Test
    void nothingHappensBeforeAQueueIsCreated() {
        Scene nothing = new Scene();

        assertThat(nothing.reject(new Command.Tick())).isEqualTo(Rejection.QUEUE_DELETED);
        assertThat(nothing.state.exists()).isFalse();
        assertThat(nothing.state.nextDue()).isNull();
        assertThatThrownBy(nothing.state::settings).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDeletedQueueTakesNoCommandButShowsItsSessions() {
        UUID first = room.join();
        room.accept(new Command.Delete());

        assertThat(room.reject(new Command.Leave(first))).isEqualTo(Rejection.QUEUE_DELETED);
        assertThat(room.reject(new Command.Delete())).isEqualTo(Rejection.QUEUE_DELETED);
        assertThat(room.reject(new Command.Create(room.state.settings()))).isEqualTo(Rejection.QUEUE_DELETED);
        assertThat(room.state.exists()).isFalse();
        assertThat(room.state.isDeleted()).isTrue();
        assertThat(room.state.nextDue()).isNull();
        assertThat(room.state.waitEstimate(1, room.now)).isNull();
        assertThat(room.status(first)).isEqualTo(SessionStatus.WAITING);
    }

    @Test
    void aPausedQueueTakesPeopleIn() {
        assertThat(room.accept(new Command.Pause())).hasSize(1);
        assertThat(room.accept(new Command.Pause())).isEmpty();

        assertThat(room.status(room.join())).isEqualTo(SessionStatus.WAITING);
        assertThat(room.accept(new Command.Tick())).isEmpty();
        assertThat(room.state.waitEstimate(1, room.now)).isNull();
    }

    @Test
    void aClosedQueueTakesNobodyInAndStillReleases() {
        UUID first = room.join();
        room.accept(new Command.ChangeSettings(settings -> settings.withStatus(QueueStatus.CLOSED)));

        assertThat(room.reject(new Command.Join(new UUID(8, 8), new UUID(8, 9), null)))
                .isEqualTo(Rejection.QUEUE_CLOSED);
        assertThat(room.reject(new Command.Pause())).isEqualTo(Rejection.QUEUE_CLOSED);
        assertThat(room.reject(new Command.Resume())).isEqualTo(Rejection.QUEUE_CLOSED);
        assertThat(room.accept(new Command.Tick())).containsExactly(new Event.Released(first));
    }

    @Test
    void settingsThatStayTheSameAreNoEvent() {
        room.pass(Duration.ofSeconds(1));

        assertThat(room.accept(new Command.ChangeSettings(settings -> settings)))
                .isEmpty();
        assertThat(room.state.updatedAt()).isEqualTo(Scene.START);
        assertThat(room.accept(new Command.ChangeSettings(settings -> settings.withStatus(QueueStatus.PAUSED))))
                .hasSize(1);
        assertThat(room.state.updatedAt()).isEqualTo(room.now);
        assertThat(room.state.createdAt()).isEqualTo(Scene.START);
    }

    @Test
    void theKindStaysWhatItIs() {
        assertThat(room.reject(new Command.ChangeSettings(settings -> QueueSettings.serviceDesk("desk"))))
                .isEqualTo(Rejection.WRONG_KIND);
    }

    @Test
    void aLevelWithPeopleInItStays() {
        UUID vip = room.join("vip");
        Command withoutVip = new Command.ChangeSettings(settings -> withLevels(
                settings,
                settings.levels().stream().filter(level -> level.number() != 40).toList(),
                Level.NORMAL));

        assertThat(room.reject(withoutVip)).isEqualTo(Rejection.LEVEL_IN_USE);
        room.accept(new Command.Tick());
        assertThat(room.status(vip)).isEqualTo(SessionStatus.RELEASED);
        assertThat(room.reject(withoutVip)).isEqualTo(Rejection.LEVEL_IN_USE);
        room.accept(new Command.Complete(vip));
        assertThat(room.accept(withoutVip)).hasSize(1);
        assertThat(room.reject(new Command.Join(new UUID(8, 8), new UUID(8, 9), "vip")))
                .isEqualTo(Rejection.UNKNOWN_PRIORITY);
    }

    @Test
    void theDefaultLevelStays() {
        Command onlyVip = new Command.ChangeSettings(
                settings -> withLevels(settings, List.of(new Level(40, "vip")), Level.NORMAL));

        assertThat(room.reject(onlyVip)).isEqualTo(Rejection.LEVEL_IN_USE);
    }

    @Test
    void anEventAboutAStrangerCannotHaveHappened() {
        assertThatThrownBy(() -> room.state.evolve(new Event.Released(new UUID(8, 8)), room.now))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOldStateStaysAsItWas() {
        UUID first = room.join();
        QueueState before = room.state;
        room.join("vip");
        room.accept(new Command.Tick());
        room.accept(new Command.Leave(first));

        assertThat(before.waiting()).isEqualTo(1);
        assertThat(before.position(Objects.requireNonNull(before.session(first))))
                .isEqualTo(1);
        assertThat(before.seq()).isEqualTo(2);
        assertThat(room.state.waiting()).isZero();
    }

    @Test
    void servingSinceTellsWhoIsServedLongest() {
        UUID first = room.join();
        UUID second = room.join();
        room.accept(new Command.Tick());
        room.accept(new Command.Serve(first));
        room.pass(Duration.ofSeconds(1));
        room.accept(new Command.Tick());
        room.accept(new Command.Serve(second));

        assertThat(Scene.ids(room.state.servingSince(room.now.minusNanos(1_000), 10)))
                .containsExactly(first);
        assertThat(Scene.ids(room.state.servingSince(room.now, 10))).containsExactly(first, second);
        assertThat(Scene.ids(room.state.servingSince(room.now, 1))).containsExactly(first);
        assertThatThrownBy(() -> room.state.count(SessionStatus.LEFT)).isInstanceOf(IllegalArgumentException.class);
    }

    private static QueueSettings withLevels(QueueSettings settings, List<Level> levels, int defaultLevel) {
        return new QueueSettings(
                settings.name(),
                settings.description(),
                settings.kind(),
                settings.status(),
                levels,
                defaultLevel,
                settings.maxConcurrentUsers(),
                settings.releaseRatePerMinute(),
                settings.passTtl(),
                settings.servingTimeout(),
                settings.abandonAfter(),
                settings.passUse(),
                settings.order());
    }
}
