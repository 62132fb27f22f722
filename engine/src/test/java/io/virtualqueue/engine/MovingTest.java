package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Moving people in the line, beside a plain list of ids per level. */
class MovingTest {
    private static final List<String> LEVELS = List.of("vip", "normal");

    private final Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));

    /** People who join at one moment have one order key, so that there is no key left between them. */
    @Property(tries = 200)
    void everyoneStandsWhereTheyWerePut(@ForAll long seed) {
        Random random = new Random(seed);
        Scene scene = Scene.of(QueueSettings.serviceDesk("desk"));
        Map<String, List<UUID>> expected = new HashMap<>();
        LEVELS.forEach(level -> expected.put(level, new ArrayList<>()));
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(4) == 0) {
                scene.pass(Duration.ofNanos(1_000L * random.nextInt(3)));
            }
            String level = LEVELS.get(random.nextInt(LEVELS.size()));
            List<UUID> line = Objects.requireNonNull(expected.get(level));
            List<UUID> all = scene.line();
            if (all.size() < 4 || random.nextInt(3) == 0) {
                // The newcomer's key is the present time, which those who were moved to the end may have passed.
                scene.pass(Duration.ofMillis(1));
                line.add(scene.join(level));
            } else {
                UUID moved = all.get(random.nextInt(all.size()));
                expected.values().forEach(others -> others.remove(moved));
                int place = random.nextInt(line.size() + 1);
                scene.accept(new Command.Move(moved, level, placement(line, place, random)));
                line.add(place, moved);
            }
            List<UUID> whole = new ArrayList<>();
            LEVELS.forEach(each -> whole.addAll(expected.getOrDefault(each, List.of())));
            assertThat(scene.line()).isEqualTo(whole);
        }
    }

    private static Placement placement(List<UUID> line, int place, Random random) {
        if (place == line.size()) {
            return new Placement.Last();
        }
        return place == 0 && random.nextBoolean() ? new Placement.First() : new Placement.Before(line.get(place));
    }

    @Test
    void onlyThoseWhoWaitAreMovedAndOnlyAmongThemselves() {
        UUID first = desk.join();
        UUID second = desk.join();
        UUID vip = desk.join("vip");
        desk.accept(new Command.CallChosen(first, "A"));

        assertThat(desk.reject(new Command.Move(first, null, new Placement.First())))
                .isEqualTo(Rejection.ILLEGAL_TRANSITION);
        assertThat(desk.reject(new Command.Move(new UUID(9, 9), null, new Placement.First())))
                .isEqualTo(Rejection.UNKNOWN_SESSION);
        assertThat(desk.reject(new Command.Move(second, "king", new Placement.First())))
                .isEqualTo(Rejection.UNKNOWN_PRIORITY);
        assertThat(desk.reject(new Command.Move(second, null, new Placement.Before(vip))))
                .isEqualTo(Rejection.UNKNOWN_SESSION);
        assertThat(desk.accept(new Command.Move(second, null, new Placement.First())))
                .isEmpty();
        assertThat(desk.accept(new Command.Move(second, null, new Placement.Last())))
                .isEmpty();
    }

    @Test
    void inAnotherLevelSomebodyMayKeepTheTimeOfJoining() {
        UUID first = desk.join("vip");
        desk.pass(Duration.ofSeconds(1));
        UUID early = desk.join();
        desk.pass(Duration.ofSeconds(1));
        UUID last = desk.join("vip");
        desk.accept(new Command.Move(early, "vip", new Placement.Kept()));

        assertThat(desk.line()).containsExactly(first, early, last);
        assertThat(desk.session(early).since()).isEqualTo(Scene.START.plusSeconds(1));
    }
}
