package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking back the last step of a session. */
class UndoTest {
    private final Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));
    private UUID person = new UUID(0, 0);

    @BeforeEach
    void somebodyWaits() {
        person = desk.join();
        desk.join();
    }

    @Test
    void everyStepOfStaffCanBeTakenBack() {
        assertTakenBack(new Command.CallNext("A"));
        desk.callNext();
        assertTakenBack(new Command.Recall(person));
        assertTakenBack(new Command.Serve(person));
        assertTakenBack(new Command.Complete(person));
        assertTakenBack(new Command.NoShow(person));
        assertTakenBack(new Command.PutBack(person, false));
        desk.accept(new Command.Serve(person));
        assertTakenBack(new Command.Complete(person));
        assertTakenBack(new Command.PutBack(person, true));
    }

    @Test
    void aMoveCanBeTakenBack() {
        assertTakenBack(new Command.Move(person, "vip", new Placement.Kept()));
    }

    private void assertTakenBack(Command step) {
        desk.pass(Duration.ofSeconds(5));
        Session before = desk.session(person);
        List<UUID> line = desk.line();
        desk.accept(step);
        desk.pass(Duration.ofSeconds(5));
        desk.accept(new Command.Undo(desk.session(person), before));

        assertThat(desk.session(person)).isEqualTo(before);
        assertThat(desk.line()).isEqualTo(line);
    }

    @Test
    void whatHasChangedSinceIsNotTakenBack() {
        Session waiting = desk.session(person);
        desk.callNext();
        Session called = desk.session(person);
        desk.pass(Duration.ofSeconds(1));
        desk.accept(new Command.Recall(person));

        assertThat(desk.reject(new Command.Undo(called, waiting))).isEqualTo(Rejection.CHANGED_SINCE);
    }

    @Test
    void whoHasGoneStaysGone() {
        Session waiting = desk.session(person);
        desk.accept(new Command.Leave(person));

        assertThat(desk.reject(new Command.Undo(desk.session(person), waiting)))
                .isEqualTo(Rejection.ILLEGAL_TRANSITION);
    }

    @Test
    void whoHasJoinedAnewHasNoSecondPlace() {
        desk.callNext();
        Session called = desk.session(person);
        desk.accept(new Command.NoShow(person));
        Session missed = desk.session(person);
        desk.accept(new Command.Join(new UUID(9, 9), called.userKey(), null));

        assertThat(desk.reject(new Command.Undo(missed, called))).isEqualTo(Rejection.ILLEGAL_TRANSITION);
    }
}
