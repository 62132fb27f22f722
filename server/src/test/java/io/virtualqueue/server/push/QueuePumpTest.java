package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Placement;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told what and when: the policy of live updates. */
class QueuePumpTest {
    private static final int STEPS = 400;
    private static final QueueSettings DESK = QueueSettings.serviceDesk("desk");

    @Test
    void theFirstHundredHearWithTheRoundThatFollows() {
        PumpScene scene = PumpScene.line(150);

        scene.command(new Command.CallNext("1"));
        scene.round();

        for (Session session : scene.state.waitingFrom(0, Positions.NEAR)) {
            assertThat(scene.lastPlace(session.id()).position()).isEqualTo(scene.state.position(session));
        }
    }

    @Test
    void aRoundTellsNoMoreThanTheFirstHundredAndABoundedNumberOfOthers() {
        int people = 4 * Positions.FAR_PER_ROUND;
        PumpScene scene = PumpScene.line(people);
        int before = told(scene);

        scene.command(new Command.CallNext("1"));
        boolean more = scene.round();

        assertThat(more).isTrue();
        // One was called.
        assertThat(told(scene) - before).isLessThanOrEqualTo(1 + Positions.NEAR + Positions.FAR_PER_ROUND);
        scene.allRounds();
        assertThat(told(scene) - before).isEqualTo(people);
        assertThat(scene.state.waitingFrom(0, people))
                .allSatisfy(session ->
                        assertThat(scene.lastPlace(session.id()).position()).isEqualTo(scene.state.position(session)));
    }

    /** Those far behind hear of many changes at once: the cost does not grow with the changes. */
    @Test
    void manyChangesBetweenTwoLooksAreOneMessageForThoseFarBehind() {
        PumpScene scene = PumpScene.line(2 * Positions.FAR_PER_ROUND);
        UUID last = scene.state
                .waitingFrom(2 * Positions.FAR_PER_ROUND - 1, 1)
                .getFirst()
                .id();
        for (int i = 0; i < 100; i++) {
            scene.command(new Command.CallNext("1"));
        }
        scene.allRounds();

        assertThat(scene.places(last)).extracting(PlaceFacts::position).containsExactly(1_000, 900);
    }

    @Test
    void whatChangesNothingForTheQueueIsToldToNobodyButThoseItIsAbout() {
        PumpScene scene = PumpScene.line(5);
        UUID first = scene.state.waitingFrom(0, 1).getFirst().id();
        scene.command(new Command.CallNext("1"));
        scene.allRounds();
        int before = told(scene);
        int inTheLobby = scene.lobby.updates.size();

        scene.command(new Command.Serve(first));
        scene.allRounds();

        assertThat(scene.lastPlace(first).status()).isEqualTo("serving");
        assertThat(told(scene) - before).isEqualTo(1);
        assertThat(scene.lobby.updates).hasSize(inTheLobby);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverHappensNobodyHearsTheSameTwiceAndEveryoneEndsUpRight(long seed) {
        Random random = new Random(seed);
        PumpScene scene = new PumpScene(
                random.nextBoolean()
                        ? DESK
                        : QueueSettings.waitingRoom("room", 10_000, QueueSettings.MAX_RATE_PER_MINUTE));
        List<UUID> people = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            step(scene, people, random);
            if (random.nextInt(4) == 0) {
                scene.round();
            }
        }
        scene.allRounds();

        scene.holders.forEach((id, holder) -> {
            assertNothingTwice(holder);
            assertInOrder(holder);
            Session session = scene.state.session(id);
            PlaceFacts last = scene.lastPlace(id);
            assertThat(last.position()).isEqualTo(session == null ? 0 : scene.state.position(session));
            assertThat(SessionStatus.valueOf(last.status().toUpperCase(Locale.ROOT))
                            .isLive())
                    .isEqualTo(session != null);
            assertThat(holder.of(Update.GetReady.class)).hasSizeLessThanOrEqualTo(1);
        });
        assertStaffHeardAll(scene);
        assertThat(lastFacts(scene.lobby).waitingUsers()).isEqualTo(scene.state.waiting());
        assertThat(lastFacts(scene.lobby).servingUsers()).isEqualTo(scene.state.inService());
    }

    private static void step(PumpScene scene, List<UUID> people, Random random) {
        UUID somebody = people.isEmpty() ? UUID.randomUUID() : people.get(random.nextInt(people.size()));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> {
                UUID id = scene.join();
                people.add(id);
            }
            case 4 -> scene.command(new Command.CallNext("1"));
            case 5 -> scene.command(new Command.Tick());
            case 6 -> scene.command(new Command.Serve(somebody));
            case 7 -> scene.command(new Command.Complete(somebody));
            case 8 -> scene.command(new Command.Leave(somebody));
            case 9 -> scene.command(new Command.PutBack(somebody, random.nextBoolean()));
            case 10 -> {
                if (!scene.holders.containsKey(somebody) && scene.state.session(somebody) != null) {
                    scene.listen(somebody);
                }
            }
            case 11 -> scene.command(new Command.Recall(somebody));
            case 12 -> scene.command(new Command.ChooseReadyAt(somebody, random.nextInt(10)));
            case 13 ->
                scene.command(new Command.Move(
                        somebody, null, random.nextBoolean() ? new Placement.First() : new Placement.Last()));
            case 14 -> scene.command(new Command.OpenCounters(random.nextInt(4)));
            default -> scene.command(random.nextBoolean() ? new Command.Pause() : new Command.Resume());
        }
    }

    /** Where they stand, as they are told one after the other: each differs from the one before. */
    private static void assertNothingTwice(Told holder) {
        PlaceFacts before = null;
        for (Update update : holder.updates) {
            PlaceFacts place = PumpScene.place(update);
            if (place != null && !(update instanceof Update.GetReady || update instanceof Update.Recalled)) {
                if (before != null) {
                    assertThat(place.position() == before.position()
                                    && place.status().equals(before.status()))
                            .as("%s after %s", place, before)
                            .isFalse();
                }
                before = place;
            }
        }
    }

    private static void assertInOrder(Told holder) {
        assertThat(holder.updates.stream()
                        .map(PumpScene::place)
                        .filter(Objects::nonNull)
                        .map(PlaceFacts::seq))
                .isSorted();
    }

    private static void assertStaffHeardAll(PumpScene scene) {
        assertThat(scene.staff.of(Update.Happened.class))
                .extracting(happened -> happened.event().seq())
                .containsExactlyElementsOf(
                        scene.journal.stream().map(RecordedEvent::seq).toList());
        Map<UUID, PlaceFacts> known = new HashMap<>();
        for (Update.Moved moved : scene.staff.of(Update.Moved.class)) {
            PlaceFacts before = known.put(moved.place().sessionId(), moved.place());
            assertThat(moved.place().pass()).isNull();
            // Whoever is put back and called again is called twice.
            if (before != null && !hasHadEvents(scene, moved.place(), before.seq())) {
                assertThat(moved.place().position() == before.position()
                                && moved.place().status().equals(before.status()))
                        .as("%s after %s", moved.place(), before)
                        .isFalse();
            }
        }
        List<Update.QueueChanged> told = scene.staff.of(Update.QueueChanged.class);
        for (int i = 1; i < told.size(); i++) {
            QueueFacts before = told.get(i - 1).facts();
            // Other settings are news although these facts do not show them.
            if (told.get(i).settingsSeq() <= before.seq()) {
                assertThat(told.get(i).facts().tellsTheSameAs(before)).isFalse();
            }
        }
    }

    private static boolean hasHadEvents(PumpScene scene, PlaceFacts place, long since) {
        return scene.journal.stream()
                .anyMatch(recorded -> recorded.event() instanceof Event.OfSession event
                        && event.sessionId().equals(place.sessionId())
                        && recorded.seq() > since
                        && recorded.seq() <= place.seq());
    }

    private static int told(PumpScene scene) {
        return scene.holders.values().stream()
                .mapToInt(holder -> holder.of(Update.Moved.class).size())
                .sum();
    }

    private static QueueFacts lastFacts(Told listener) {
        return listener.of(Update.QueueChanged.class).getLast().facts();
    }
}
