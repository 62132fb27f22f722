package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Explanation.InLevel;
import io.virtualqueue.engine.Explanation.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Why somebody stands where they stand. */
class ExplanationTest {
    private static final List<Level> LEVELS =
            List.of(new Level(30, "high", 5, 90), new Level(20, "normal", 2, 30), new Level(10, "low", 1, 0));

    private static Scene desk(LineOrder order) {
        return Scene.of(QueueSettings.serviceDesk("desk").withOrder(order, LEVELS, 20));
    }

    private static Explanation explained(Scene scene, UUID id) {
        return Explanation.of(scene.state, scene.session(id));
    }

    @Property(tries = 200)
    void everybodyIsExplainedByThoseWhoAreBeforeThemInTheLine(@ForAll LineOrder order, @ForAll long seed) {
        Random random = new Random(seed);
        Scene scene = desk(order);
        for (int step = 0; step < 60; step++) {
            scene.pass(Duration.ofSeconds(random.nextInt(20)));
            if (random.nextInt(4) == 0) {
                scene.callNext();
            } else {
                scene.join(LEVELS.get(random.nextInt(LEVELS.size())).name());
            }
        }
        List<UUID> line = scene.line();
        for (int before = 0; before < line.size(); before++) {
            Explanation explanation = explained(scene, line.get(before));
            assertThat(explanation.ahead()).isEqualTo(before);
            List<UUID> ahead = line.subList(0, before);
            assertThat(explanation.levels()).allSatisfy(level -> {
                assertThat(level.ahead()).isEqualTo(in(scene, ahead, level));
                assertThat(level.waiting()).isEqualTo(in(scene, line, level)).isPositive();
            });
        }
    }

    private static int in(Scene scene, List<UUID> ids, InLevel level) {
        return (int) ids.stream()
                .filter(id -> scene.session(id).level() == level.level().number())
                .count();
    }

    @Test
    void aPlaceComesFromTheTimeOfJoiningUnlessSomethingElseGaveIt() {
        Scene scene = desk(LineOrder.STRICT);
        UUID first = scene.join();
        UUID called = scene.join();
        scene.pass(Duration.ofMinutes(1));
        Instant booked = scene.now.plusSeconds(60);
        UUID guest = new UUID(9, 9);
        scene.accept(new Command.Join(guest, new UUID(9, 8), null, new Arrival(1, booked, 0, Channel.API)));
        scene.accept(new Command.CallChosen(called, "A"));
        scene.pass(Duration.ofMinutes(1));
        scene.accept(new Command.PutBack(called, true));
        UUID moved = scene.join();
        scene.accept(new Command.Move(moved, null, new Placement.First()));

        assertThat(explained(scene, first).place()).isEqualTo(Place.ARRIVAL);
        assertThat(explained(scene, called).place()).isEqualTo(Place.RETURNED);
        assertThat(explained(scene, guest).place()).isEqualTo(Place.APPOINTMENT);
        assertThat(explained(scene, moved).place()).isEqualTo(Place.MOVED);
    }

    @Test
    void aTransferredPlaceComesFromTheOtherQueue() {
        Scene there = desk(LineOrder.STRICT);
        UUID session = there.join();
        Scene here = desk(LineOrder.STRICT);
        here.pass(Duration.ofMinutes(5));
        here.accept(new Command.TransferIn(there.session(session), new UUID(7, 7), new UUID(7, 8), null, true));

        assertThat(explained(here, new UUID(7, 7)).place()).isEqualTo(Place.TRANSFERRED);
    }

    @Test
    void turnsAreSharedByThoseWhoWait() {
        Scene scene = desk(LineOrder.SHARES);
        UUID low = scene.join("low");
        scene.join("high");

        assertThat(explained(scene, low).turnsShared()).isEqualTo(6);
        Scene strict = desk(LineOrder.STRICT);
        assertThat(explained(strict, strict.join()).turnsShared()).isZero();
    }
}
