package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Placement;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told to get ready, and what else staff do with a line that people hear of. */
class GetReadyTest {
    private static final int READY_FROM = VisitRules.DESK.getReadyAt();

    @Test
    void whoeverComesNearIsToldOnceToGetReady() {
        PumpScene scene = PumpScene.line(READY_FROM + 2);
        UUID last = scene.lastInLine();
        Told holder = scene.holders.getOrDefault(last, new Told());
        scene.command(new Command.CallNext("1"));
        scene.allRounds();
        assertThat(holder.of(Update.GetReady.class)).isEmpty();

        for (int i = 0; i < READY_FROM; i++) {
            scene.command(new Command.CallNext("1"));
            scene.allRounds();
        }

        assertThat(holder.of(Update.GetReady.class))
                .singleElement()
                .satisfies(ready -> assertThat(ready.place().position()).isEqualTo(READY_FROM));
    }

    @Test
    void toGetReadyIsNotLostInARoundOfManyChangesAndComesAfterThePosition() {
        PumpScene scene = PumpScene.line(READY_FROM + 2);
        UUID last = scene.lastInLine();
        Told holder = scene.holders.getOrDefault(last, new Told());
        holder.updates.clear();
        for (int i = 0; i < READY_FROM; i++) {
            scene.command(new Command.CallNext("1"));
        }
        scene.allRounds();

        assertThat(holder.updates)
                .satisfiesExactly(
                        moved -> assertThat(moved).isInstanceOf(Update.Moved.class),
                        ready -> assertThat(ready).isInstanceOf(Update.GetReady.class));
        assertThat(holder.of(Update.GetReady.class).getFirst().place().position())
                .isEqualTo(2);
    }

    @Test
    void whoeverIsCalledInTheSameRoundHearsThatAlone() {
        PumpScene scene = PumpScene.line(READY_FROM + 1);
        UUID last = scene.lastInLine();
        Told holder = scene.holders.getOrDefault(last, new Told());
        holder.updates.clear();
        scene.command(new Command.CallNext("1"));
        scene.command(new Command.CallChosen(last, "2"));
        scene.allRounds();

        assertThat(holder.of(Update.GetReady.class)).isEmpty();
        assertThat(holder.of(Update.Moved.class))
                .singleElement()
                .satisfies(called -> assertThat(called.place().status()).isEqualTo("called"));
    }

    @Test
    void whoeverWantsToKnowEarlierIsToldThereAndStaffHearNothingOfIt() {
        PumpScene scene = PumpScene.line(2 * READY_FROM);
        UUID last = scene.lastInLine();
        scene.staff.updates.clear();
        scene.command(new Command.ChooseReadyAt(last, 2 * READY_FROM));
        scene.allRounds();

        assertThat(scene.holders.getOrDefault(last, new Told()).of(Update.GetReady.class))
                .hasSize(1);
        assertThat(scene.staff.updates)
                .allSatisfy(update -> assertThat(update).isInstanceOf(Update.Happened.class))
                .hasSize(2);
    }

    @Test
    void whoeverIsPutBackIsNotToldToGetReadyAgain() {
        PumpScene scene = PumpScene.line(READY_FROM + 2);
        UUID first = scene.state.waitingFrom(0, 1).getFirst().id();
        scene.command(new Command.Move(first, null, new Placement.Last()));
        scene.allRounds();
        assertThat(scene.lastPlace(first).position()).isEqualTo(READY_FROM + 2);
        for (int i = 0; i < READY_FROM; i++) {
            scene.command(new Command.CallNext("1"));
            scene.allRounds();
        }

        assertThat(scene.lastPlace(first).position()).isEqualTo(2);
        assertThat(scene.holders.getOrDefault(first, new Told()).of(Update.GetReady.class))
                .hasSize(1);
    }

    @Test
    void whoeverDoesNotComeIsCalledOnceMore() {
        PumpScene scene = PumpScene.line(2);
        UUID first = scene.state.waitingFrom(0, 1).getFirst().id();
        scene.command(new Command.CallNext("1"));
        scene.allRounds();
        Told holder = scene.holders.getOrDefault(first, new Told());
        holder.updates.clear();
        scene.staff.updates.clear();
        scene.command(new Command.Recall(first));
        scene.allRounds();

        assertThat(holder.updates)
                .singleElement()
                .isInstanceOfSatisfying(
                        Update.Recalled.class,
                        again -> assertThat(again.place().counterId()).isEqualTo("1"));
        assertThat(scene.staff.of(Update.Recalled.class)).hasSize(1);
        assertThat(scene.lobby.of(Update.Recalled.class)).isEmpty();
    }

    @Test
    void aStepThatIsTakenBackIsToldAsWhereItIsNow() {
        PumpScene scene = PumpScene.line(2);
        Session before = scene.state.waitingFrom(0, 1).getFirst();
        scene.command(new Command.CallNext("1"));
        scene.allRounds();
        scene.command(new Command.Undo(Objects.requireNonNull(scene.state.session(before.id())), before));
        scene.allRounds();

        assertThat(scene.places(before.id()))
                .extracting(PlaceFacts::status)
                .containsExactly("waiting", "called", "waiting");
        assertThat(scene.lastPlace(scene.lastInLine()).position()).isEqualTo(2);
    }

    @Test
    void howManyCountersAreOpenIsToldToEveryone() {
        PumpScene scene = PumpScene.line(1);
        scene.command(new Command.OpenCounters(2));
        scene.allRounds();

        assertThat(lastFacts(scene.lobby).openCounters()).isEqualTo(2);
        assertThat(lastFacts(scene.staff).openCounters()).isEqualTo(2);
        int before = scene.lobby.updates.size();
        scene.command(new Command.OpenCounters(2));
        scene.allRounds();
        assertThat(scene.lobby.updates).hasSize(before);
    }

    private static QueueFacts lastFacts(Told listener) {
        return listener.of(Update.QueueChanged.class).getLast().facts();
    }
}
