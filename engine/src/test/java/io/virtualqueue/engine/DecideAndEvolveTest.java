package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.NaiveQueue.Outcome;
import io.virtualqueue.engine.NaiveQueue.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Random command sequences, on the engine and on {@link NaiveQueue} side by side. */
class DecideAndEvolveTest {
    private static final int USERS = 12;
    private static final List<String> PRIORITIES = List.of("emergency", "high", "normal", "low", "unheard-of");

    @Property(tries = 3_000)
    void aWaitingRoomDoesWhatTheRulesSay(
            @ForAll @IntRange(min = 1, max = 6) int capacity,
            @ForAll @IntRange(min = 0, max = 7) int rateIndex,
            @ForAll boolean offline,
            @ForAll @IntRange(min = 1, max = 150) int steps,
            @ForAll Random random) {
        int rate = new int[] {0, 1, 10, 59, 60, 61, 600, 10_000_000}[rateIndex];
        QueueSettings room = QueueSettings.waitingRoom("room", capacity, rate);
        run(offline ? offline(room) : room, steps, random);
    }

    @Property(tries = 2_000)
    void aDeskDoesWhatTheRulesSay(@ForAll @IntRange(min = 1, max = 150) int steps, @ForAll Random random) {
        run(QueueSettings.serviceDesk("desk"), steps, random);
    }

    @Property(tries = 2_000)
    void levelsTakeTurnsAsTheRulesSay(
            @ForAll boolean desk, @ForAll @IntRange(min = 1, max = 150) int steps, @ForAll Random random) {
        QueueSettings settings =
                desk ? QueueSettings.serviceDesk("desk") : QueueSettings.waitingRoom("room", 1_000, 600);
        LineOrder order = random.nextBoolean() ? LineOrder.SHARES : LineOrder.AGEING;
        run(settings.withOrder(order, anyLevels(random), Level.NORMAL), steps, random);
    }

    private static List<Level> anyLevels(Random random) {
        return Level.DEFAULTS.stream()
                .map(level -> new Level(level.number(), level.name(), 1 + random.nextInt(7), random.nextInt(600)))
                .toList();
    }

    private static void run(QueueSettings settings, int steps, Random random) {
        NaiveQueue naive = new NaiveQueue(settings);
        Scene scene = Scene.of(settings);
        Duration longest = Duration.ofSeconds(1L << random.nextInt(10));
        for (int step = 0; step < steps; step++) {
            scene.pass(Duration.ofNanos(1_000 * random.nextLong(longest.toNanos() / 1_000)));
            if (random.nextInt(20) == 0) {
                scene.state = forgetAndRestore(scene.state, naive);
            }
            Command command = random.nextInt(3) == 0 ? new Command.Tick() : command(naive, step, random);
            QueueState before = scene.state;
            Decision decision = scene.decide(command);
            if (command instanceof Command.Tick && decision instanceof Decision.Accepted(List<Event> events, UUID _)) {
                naive.follow(events, scene.now);
            } else if (command instanceof Command.Tick) {
                assertThat(naive.deleted).isTrue();
            } else {
                assertSame(decision, naive.apply(command, scene.now), command);
            }
            assertSame(scene.state, naive);
            assertPromiseKept(before, scene.state, decision, scene.now);
            assertThat(decision instanceof Decision.Accepted || scene.state == before)
                    .isTrue();
        }
        assertRateHeld(settings.releaseRatePerMinute(), naive.releases);
        assertThat(observed(restored(scene.state, naive))).isEqualTo(observed(scene.state));
    }

    private static Command command(NaiveQueue naive, int step, Random random) {
        UUID target = naive.people.isEmpty() || random.nextInt(20) == 0
                ? new UUID(77, step)
                : naive.people.get(random.nextInt(naive.people.size())).id;
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4, 5, 6 ->
                new Command.Join(
                        new UUID(1, step),
                        new UUID(2, random.nextInt(USERS)),
                        random.nextBoolean() ? null : PRIORITIES.get(random.nextInt(PRIORITIES.size())));
            case 7 -> new Command.Leave(target);
            case 8, 9 -> new Command.Serve(target);
            case 10, 11 -> new Command.Complete(target);
            case 12 -> new Command.NoShow(target);
            case 13 -> new Command.TransferOut(target);
            case 14, 15 -> new Command.PutBack(target, random.nextBoolean());
            case 16 -> new Command.Abandon(List.of(target, target, new UUID(77, 77)));
            case 17 -> new Command.ExpireServing(List.of(target, target, new UUID(77, 77)));
            case 18 -> new Command.Pause();
            case 19 -> new Command.Resume();
            case 20 -> random.nextInt(40) == 0 ? new Command.Delete() : new Command.Resume();
            default -> new Command.CallNext("A");
        };
    }

    /** Whoever joins gets the position that was told before. */
    private static void assertPromiseKept(QueueState before, QueueState after, Decision decision, Instant now) {
        if (decision instanceof Decision.Accepted(List<Event> events, UUID _)
                && !events.isEmpty()
                && events.getFirst() instanceof Event.Joined joined) {
            Session session = Objects.requireNonNull(after.session(joined.sessionId()));
            assertThat(after.position(session)).isEqualTo(before.positionOnJoining(joined.level(), now));
        }
    }

    private static void assertSame(Decision decision, Outcome expected, Command command) {
        Outcome found = switch (decision) {
            case Decision.Accepted(List<Event> _, UUID session) -> new Outcome(null, session);
            case Decision.Rejected(Rejection reason, Instant _) -> new Outcome(reason, null);
        };
        assertThat(found).as(command.toString()).isEqualTo(expected);
    }

    private static void assertSame(QueueState state, NaiveQueue naive) {
        assertThat(state.seq()).isEqualTo(naive.seq);
        assertThat(state.exists()).isEqualTo(!naive.deleted);
        assertThat(state.settings()).isEqualTo(naive.settings);
        List<Person> line = naive.line();
        assertThat(state.waiting()).isEqualTo(line.size());
        assertThat(state.inService()).isEqualTo((int) naive.inService());
        List<UUID> ids = line.stream().map(person -> person.id).toList();
        assertThat(Scene.ids(state.waitingFrom(0, 1_000))).isEqualTo(ids);
        int middle = line.size() / 2;
        assertThat(Scene.ids(state.waitingFrom(middle, 2)))
                .isEqualTo(ids.subList(middle, Math.min(line.size(), middle + 2)));
        for (SessionStatus status : SessionStatus.values()) {
            if (status.isLive()) {
                assertThat(state.count(status)).isEqualTo(naive.in(status).size());
            }
        }
        for (Person person : naive.people) {
            Session session = state.session(person.id);
            if (session == null) {
                throw new AssertionError("lost: " + person.id);
            }
            assertThat(session.status()).isEqualTo(person.status);
            assertThat(session.since()).isEqualTo(person.since);
            assertThat(session.seq()).isEqualTo(person.seq);
            assertThat(state.position(session)).isEqualTo(line.indexOf(person) + 1);
            Person live = naive.live(person.userKey);
            Session found = state.liveSessionOf(person.userKey);
            assertThat(found == null ? null : found.id()).isEqualTo(live == null ? null : live.id);
        }
    }

    /** In no time T were more released than the rate times T, one second's worth and one. */
    private static void assertRateHeld(@Nullable Integer ratePerMinute, List<Instant> times) {
        long rate = ratePerMinute == null ? 0 : ratePerMinute;
        for (int first = 0; first < times.size(); first++) {
            for (int last = first; last < times.size(); last++) {
                long micros = NaiveQueue.micros(times.get(last)) - NaiveQueue.micros(times.get(first));
                long allowed = rate * micros + TokenBucket.brim((int) rate);
                assertThat((last - first + 1) * TokenBucket.RELEASE).isLessThanOrEqualTo(allowed);
            }
        }
    }

    private static QueueState forgetAndRestore(QueueState state, NaiveQueue naive) {
        List<Session> ended = naive.people.stream()
                .map(person -> state.session(person.id))
                .filter(session -> session != null && !session.status().isLive())
                .toList();
        QueueState forgetful = restored(state, naive).forgetEnded();
        assertThat(ended).allMatch(session -> forgetful.session(session.id()) == null);
        return forgetful.remembering(ended);
    }

    private static QueueState restored(QueueState state, NaiveQueue naive) {
        List<Session> live = naive.people.stream()
                .map(person -> state.session(person.id))
                .filter(session -> session != null && session.status().isLive())
                .toList();
        return QueueState.restore(new Snapshot(
                state.seq(),
                state.lastEventAt(),
                state.settings(),
                state.isDeleted(),
                state.createdAt(),
                state.updatedAt(),
                state.bucket(),
                state.shares(),
                state.desk(),
                live));
    }

    private static List<Object> observed(QueueState state) {
        List<Object> all = new ArrayList<>();
        all.add(List.of(state.seq(), state.lastEventAt(), state.createdAt(), state.updatedAt(), state.settings()));
        all.add(List.of(state.isDeleted(), state.exists(), state.bucket(), state.inService()));
        all.add(String.valueOf(state.nextDue()));
        all.add(state.waitingFrom(0, 1_000));
        all.add(state.servingSince(state.lastEventAt(), 1_000));
        all.add(state.releasedSince(state.lastEventAt(), 1_000));
        return all;
    }

    private static QueueSettings offline(QueueSettings room) {
        return new QueueSettings(
                room.name(),
                room.description(),
                room.kind(),
                room.status(),
                room.levels(),
                room.defaultLevel(),
                room.maxConcurrentUsers(),
                room.releaseRatePerMinute(),
                room.passTtl(),
                room.servingTimeout(),
                room.abandonAfter(),
                PassUse.OFFLINE,
                room.order());
    }
}
