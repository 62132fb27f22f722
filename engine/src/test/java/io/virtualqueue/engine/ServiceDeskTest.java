package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServiceDeskTest {
    private final Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));

    @Test
    void theFirstIsCalledToTheCounter() {
        UUID normal = desk.join();
        UUID vip = desk.join("vip");

        assertThat(desk.callNext()).isEqualTo(vip);
        assertThat(desk.session(vip).counterId()).isEqualTo("A");
        assertThat(desk.status(vip)).isEqualTo(SessionStatus.CALLED);
        assertThat(desk.position(vip)).isZero();
        assertThat(desk.position(normal)).isEqualTo(1);
    }

    @Test
    void callingIntoAnEmptyLineIsNoMistake() {
        assertThat(desk.callNext()).isNull();
    }

    @Test
    void aWaitingRoomCallsNobody() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", 1, 1));

        assertThat(room.reject(new Command.CallNext(null))).isEqualTo(Rejection.WRONG_KIND);
    }

    @Test
    void staffMayCallAlsoInAPause() {
        UUID first = desk.join();
        desk.accept(new Command.Pause());

        assertThat(desk.callNext()).isEqualTo(first);
    }

    @Test
    void aTickDoesNothing() {
        desk.join();
        desk.pass(Duration.ofDays(1));

        assertThat(desk.accept(new Command.Tick())).isEmpty();
        assertThat(desk.state.nextDue()).isNull();
    }

    @Test
    void whoIsPutBackKeepsThePlaceOrGoesToTheEnd() {
        UUID first = desk.join();
        desk.pass(Duration.ofSeconds(1));
        UUID second = desk.join();
        desk.pass(Duration.ofSeconds(1));
        desk.callNext();

        desk.accept(new Command.PutBack(first, true));
        assertThat(desk.line()).containsExactly(first, second);
        desk.callNext();
        desk.accept(new Command.PutBack(first, false));
        assertThat(desk.line()).containsExactly(second, first);
    }

    @Test
    void whoMissedTheCallMayReturnButNotBesideANewPlace() {
        UUID first = desk.join();
        desk.callNext();
        desk.accept(new Command.NoShow(first));
        Session missed = desk.session(first);
        desk.accept(new Command.Join(new UUID(8, 8), missed.userKey(), null));

        assertThat(desk.reject(new Command.PutBack(first, true))).isEqualTo(Rejection.ILLEGAL_TRANSITION);
        desk.accept(new Command.Leave(new UUID(8, 8)));
        desk.state = desk.state.forgetEnded().remembering(List.of(missed));
        desk.accept(new Command.PutBack(first, true));
        assertThat(desk.line()).containsExactly(first);
    }

    @Test
    void theEstimateComesFromTheCalls() {
        for (int joined = 0; joined < 40; joined++) {
            desk.join();
        }
        assertThat(desk.state.waitEstimate(5, desk.now)).isNull();
        for (int called = 0; called < 20; called++) {
            desk.pass(Duration.ofMinutes(2));
            desk.callNext();
        }

        WaitEstimate estimate = Objects.requireNonNull(desk.state.waitEstimate(5, desk.now));
        assertThat(estimate.median()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
        assertThat(estimate.p90()).isGreaterThanOrEqualTo(estimate.median());
        desk.accept(new Command.Pause());
        assertThat(desk.state.waitEstimate(5, desk.now)).isNull();
    }
}
