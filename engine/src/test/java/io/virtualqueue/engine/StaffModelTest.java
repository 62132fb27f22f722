package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Random days at a desk, on the engine and on a model of what staff may do, written from the rules as plainly as can be.
 * The model predicts every status, counter, level and refusal; of places it holds that nobody but the one acted upon
 * changes them.
 */
class StaffModelTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration RETURN_WITHIN = Duration.ofMinutes(10);
    private static final List<String> LEVELS = List.of("vip", "normal", "low");
    private static final List<String> COUNTERS = List.of("1", "2");

    /** What the model knows of a session. */
    private record Known(
            SessionStatus status,
            Instant since,
            String level,
            @Nullable String counter,
            @Nullable String only) {
        Known in(SessionStatus next, Instant at) {
            return new Known(next, at, level, counter, only);
        }
    }

    private final Map<UUID, Known> model = new HashMap<>();
    /** Each session as it was before its last step, where that can be taken back. */
    private final Map<UUID, Session> before = new HashMap<>();

    private final Map<UUID, Known> modelBefore = new HashMap<>();
    private Scene desk = new Scene();
    private Random random = new Random(0);

    @Property(tries = 500)
    void staffDoWhatTheRulesSay(
            @ForAll boolean toPlace, @ForAll @IntRange(min = 1, max = 120) int steps, @ForAll long seed) {
        model.clear();
        before.clear();
        modelBefore.clear();
        random = new Random(seed);
        desk = Scene.of(QueueSettings.serviceDesk("desk").withVisits(rules(toPlace)));
        for (int step = 0; step < steps; step++) {
            desk.pass(Duration.ofMillis(1 + random.nextInt(60_000)));
            List<UUID> all = List.copyOf(model.keySet());
            UUID id = all.isEmpty() ? new UUID(7, 7) : all.get(random.nextInt(all.size()));
            if (all.size() < 3 || random.nextInt(5) == 0) {
                String level = LEVELS.get(random.nextInt(LEVELS.size()));
                UUID joined = desk.join(level);
                model.put(joined, new Known(SessionStatus.WAITING, desk.now, level, null, null));
            } else {
                act(id, random.nextInt(12), toPlace);
            }
            assertAlike();
        }
    }

    private static VisitRules rules(boolean toPlace) {
        VisitRules usual = VisitRules.DESK;
        return new VisitRules(
                usual.zone(),
                null,
                null,
                usual.getReadyAt(),
                usual.ticketPrefix(),
                GRACE,
                RETURN_WITHIN,
                toPlace,
                usual.appointments(),
                List.of(),
                Duration.ZERO);
    }

    private void act(UUID id, int dice, boolean toPlace) {
        Known known = Objects.requireNonNull(model.get(id));
        String counter = COUNTERS.get(random.nextInt(COUNTERS.size()));
        switch (dice) {
            case 0 -> callNext(counter);
            case 1 -> step(new Command.CallChosen(id, counter), id, called(known, counter));
            case 2 ->
                step(
                        new Command.Recall(id),
                        id,
                        known.status() == SessionStatus.CALLED ? known.in(SessionStatus.CALLED, desk.now) : null);
            case 3, 4 -> step(new Command.Serve(id), id, next(known, SessionStatus.SERVING, SessionStatus.CALLED));
            case 5, 6 ->
                step(
                        new Command.Complete(id),
                        id,
                        next(known, SessionStatus.COMPLETED, SessionStatus.CALLED, SessionStatus.SERVING));
            case 7 -> noShow(id, known);
            case 8 -> putBack(id, known, toPlace);
            case 9 -> move(id, known);
            case 10 -> leaveOrGoOn(id, known);
            default -> undo(id);
        }
    }

    private @Nullable Known called(Known known, String counter) {
        return known.status() == SessionStatus.WAITING
                ? new Known(SessionStatus.CALLED, desk.now, known.level(), counter, known.only())
                : null;
    }

    private @Nullable Known next(Known known, SessionStatus to, SessionStatus... from) {
        return List.of(from).contains(known.status()) ? known.in(to, desk.now) : null;
    }

    /** Whoever stands first of those whom this counter may call. */
    private void callNext(String counter) {
        UUID expected = desk.line().stream()
                .filter(id -> {
                    String only = Objects.requireNonNull(model.get(id)).only();
                    return only == null || only.equals(counter);
                })
                .findFirst()
                .orElse(null);
        if (expected == null) {
            assertThat(desk.accept(new Command.CallNext(counter))).isEmpty();
        } else {
            step(new Command.CallNext(counter), expected, called(Objects.requireNonNull(model.get(expected)), counter));
        }
    }

    private void noShow(UUID id, Known known) {
        if (known.status() == SessionStatus.CALLED
                && desk.now.isBefore(known.since().plus(GRACE))) {
            assertThat(Decider.decide(desk.state, new Command.NoShow(id), desk.now))
                    .isEqualTo(new Decision.Rejected(
                            Rejection.TOO_EARLY, known.since().plus(GRACE)));
        } else {
            step(
                    new Command.NoShow(id),
                    id,
                    next(
                            known,
                            SessionStatus.NO_SHOW,
                            SessionStatus.WAITING,
                            SessionStatus.CALLED,
                            SessionStatus.SERVING));
        }
    }

    private void putBack(UUID id, Known known, boolean toPlace) {
        Boolean keep = random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean());
        String only = random.nextInt(3) == 0 ? COUNTERS.get(random.nextInt(COUNTERS.size())) : null;
        Command back = new Command.PutBack(id, keep, only);
        boolean missed = known.status() == SessionStatus.NO_SHOW;
        if (missed && desk.now.isAfter(known.since().plus(RETURN_WITHIN))) {
            assertThat(desk.reject(back)).isEqualTo(Rejection.TOO_LATE);
            return;
        }
        boolean legal = missed || known.status() == SessionStatus.CALLED || known.status() == SessionStatus.SERVING;
        long key = desk.session(id).orderKey();
        step(back, id, legal ? new Known(SessionStatus.WAITING, desk.now, known.level(), known.counter(), only) : null);
        if (legal) {
            boolean kept = keep == null ? !missed || toPlace : keep;
            assertThat(desk.session(id).orderKey()).isEqualTo(kept ? key : NaiveQueue.micros(desk.now));
        }
    }

    private void move(UUID id, Known known) {
        String level = random.nextBoolean() ? null : LEVELS.get(random.nextInt(LEVELS.size()));
        String after = level == null ? known.level() : level;
        List<UUID> others = desk.line().stream()
                .filter(other -> !other.equals(id)
                        && Objects.requireNonNull(model.get(other)).level().equals(after))
                .toList();
        Placement to = switch (random.nextInt(4)) {
            case 0 -> new Placement.First();
            case 1 -> new Placement.Last();
            case 2 -> new Placement.Kept();
            default ->
                others.isEmpty()
                        ? new Placement.First()
                        : new Placement.Before(others.get(random.nextInt(others.size())));
        };
        Known moved = new Known(known.status(), known.since(), after, known.counter(), known.only());
        step(new Command.Move(id, level, to), id, known.status() == SessionStatus.WAITING ? moved : null);
        if (known.status() == SessionStatus.WAITING) {
            List<UUID> line = desk.line().stream()
                    .filter(other ->
                            Objects.requireNonNull(model.get(other)).level().equals(after))
                    .toList();
            switch (to) {
                case Placement.First() -> assertThat(line.getFirst()).isEqualTo(id);
                case Placement.Last() -> assertThat(line.getLast()).isEqualTo(id);
                case Placement.Before(UUID other) ->
                    assertThat(line.get(line.indexOf(id) + 1)).isEqualTo(other);
                case Placement.Kept() -> {}
            }
        }
    }

    private void leaveOrGoOn(UUID id, Known known) {
        boolean leaves = random.nextBoolean();
        SessionStatus end = leaves ? SessionStatus.LEFT : SessionStatus.TRANSFERRED;
        step(
                leaves ? new Command.Leave(id) : new Command.TransferOut(id),
                id,
                next(known, end, SessionStatus.WAITING, SessionStatus.CALLED, SessionStatus.SERVING));
        before.remove(id);
    }

    private void undo(UUID id) {
        Session earlier = before.remove(id);
        Known known = modelBefore.get(id);
        if (earlier != null && known != null) {
            Known now = Objects.requireNonNull(model.get(id));
            // Who is put back for one counter stays meant for it: only the step is taken back.
            carryOut(
                    new Command.Undo(desk.session(id), earlier),
                    id,
                    new Known(known.status(), known.since(), known.level(), known.counter(), now.only()));
        }
    }

    /** Carries it out if the model has it legal, and finds it refused if not. */
    private void step(Command command, UUID id, @Nullable Known after) {
        Session earlier = desk.session(id);
        Known known = Objects.requireNonNull(model.get(id));
        if (after == null) {
            assertThat(desk.reject(command)).isEqualTo(Rejection.ILLEGAL_TRANSITION);
            return;
        }
        carryOut(command, id, after);
        if (!desk.session(id).equals(earlier)) {
            before.put(id, earlier);
            modelBefore.put(id, known);
        }
    }

    private void carryOut(Command command, UUID id, Known after) {
        List<UUID> others = without(id, desk.line());
        Map<UUID, Session> stood = new HashMap<>();
        others.forEach(other -> stood.put(other, desk.session(other)));
        desk.accept(command);
        model.put(id, after);
        assertThat(without(id, desk.line()))
                .as("the others stand as they stood")
                .isEqualTo(others);
        // Those who were shifted to make room are not as they were, though where they were.
        stood.forEach((other, session) -> {
            if (!desk.session(other).equals(session)) {
                before.remove(other);
            }
        });
    }

    private static List<UUID> without(UUID id, List<UUID> line) {
        List<UUID> others = new ArrayList<>(line);
        others.remove(id);
        return others;
    }

    private void assertAlike() {
        model.forEach((id, known) -> {
            Session session = desk.session(id);
            Visit visit = Objects.requireNonNull(session.visit());
            assertThat(new Known(
                            session.status(),
                            session.since(),
                            desk.state
                                    .settings()
                                    .level(session.level())
                                    .orElseThrow()
                                    .name(),
                            session.counterId(),
                            visit.forCounter()))
                    .isEqualTo(known);
        });
        List<UUID> expected = model.keySet().stream()
                .map(desk::session)
                .filter(session -> session.status() == SessionStatus.WAITING)
                .sorted(Comparator.comparingInt((Session session) -> -session.level())
                        .thenComparingLong(Session::orderKey)
                        .thenComparingLong(Session::seq))
                .map(Session::id)
                .toList();
        assertThat(desk.line()).isEqualTo(expected);
        assertThat(desk.state.waiting()).isEqualTo(expected.size());
    }
}
