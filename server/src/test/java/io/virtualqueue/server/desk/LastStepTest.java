package io.virtualqueue.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Decider;
import io.virtualqueue.engine.Decision;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.LineOrder;
import io.virtualqueue.engine.Placement;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.journal.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the journal has of a session tells how the session was before its last step. */
class LastStepTest {
    private static final UUID ANN = new UUID(1, 1);

    private final List<RecordedEvent> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private QueueState state = QueueState.empty();

    LastStepTest() {
        QueueSettings desk = QueueSettings.serviceDesk("desk");
        carryOut(new Command.Create(desk.withOrder(LineOrder.SHARES, desk.levels(), desk.defaultLevel())));
        carryOut(new Command.Join(new UUID(1, 9), new UUID(2, 9), null));
        carryOut(new Command.Join(ANN, new UUID(2, 1), null));
    }

    private void carryOut(Command command) {
        now = now.plus(Duration.ofSeconds(1));
        if (!(Decider.decide(state, command, now) instanceof Decision.Accepted accepted)) {
            throw new AssertionError("refused: " + command);
        }
        accepted.events().forEach(this::happens);
        Decider.followUps(state).forEach(this::happens);
    }

    private void happens(Event event) {
        state = state.evolve(event, now);
        events.add(new RecordedEvent(state.seq(), now, event));
    }

    private Session ann() {
        return Objects.requireNonNull(state.session(ANN));
    }

    private LastStep last(Set<Long> shifts) {
        LastStep last = LastStep.of(ofAnn(), shifts, state.settings());
        return Objects.requireNonNull(last, "nothing to take back");
    }

    private List<RecordedEvent> ofAnn() {
        return events.stream()
                .filter(recorded -> recorded.event() instanceof Event.OfSession event
                        && event.sessionId().equals(ANN))
                .toList();
    }

    @Test
    void everyStepLeadsBackToTheSessionAsItWas() {
        for (Command step : List.of(
                new Command.CallChosen(ANN, "1"),
                new Command.Serve(ANN),
                new Command.PutBack(ANN, false, "2"),
                new Command.Move(ANN, "vip", new Placement.Last()),
                new Command.CallChosen(ANN, "2"),
                new Command.NoShow(ANN),
                new Command.PutBack(ANN, null),
                new Command.CallChosen(ANN, "3"),
                new Command.Complete(ANN))) {
            Session before = ann();
            carryOut(step);
            LastStep last = last(Set.of());
            assertThat(last.before()).as(step.toString()).isEqualTo(before);
            assertThat(last.now()).as(step.toString()).isEqualTo(ann());
            assertThat(last.at()).isEqualTo(now);
        }
    }

    @Test
    void beingToldAndBeingCalledOnceMoreAreNoSteps() {
        Session waiting = ann();
        carryOut(new Command.CallChosen(ANN, "1"));
        carryOut(new Command.Recall(ANN));

        assertThat(last(Set.of()).before()).isEqualTo(waiting);
        assertThat(last(Set.of()).now()).isEqualTo(ann());
    }

    @Test
    void makingRoomForSomebodyIsNoStepEither() {
        carryOut(new Command.CallChosen(ANN, "1"));
        Session called = ann();
        carryOut(new Command.PutBack(ANN, true));
        happens(new Event.Moved(ANN, ann().level(), ann().orderKey() - 1));

        LastStep last = last(Set.of(state.seq()));

        assertThat(last.before()).isEqualTo(called);
        assertThat(last.now()).isEqualTo(ann());
    }

    @Test
    void joiningLeavingAndAnUndoCannotBeTakenBack() {
        assertThat(LastStep.of(ofAnn(), Set.of(), state.settings())).isNull();
        Session waiting = ann();
        carryOut(new Command.CallChosen(ANN, "1"));
        carryOut(new Command.Undo(ann(), waiting));
        assertThat(LastStep.of(ofAnn(), Set.of(), state.settings())).isNull();
        carryOut(new Command.Leave(ANN));
        assertThat(LastStep.of(ofAnn(), Set.of(), state.settings())).isNull();
        assertThat(LastStep.of(List.of(), Set.of(), state.settings())).isNull();
    }
}
