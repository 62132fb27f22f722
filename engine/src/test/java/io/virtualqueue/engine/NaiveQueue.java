package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of a queue once more, written from the design as plainly as can be: one list, no cleverness. */
final class NaiveQueue {

    static final class Person {
        final UUID id;
        final UUID userKey;
        final int level;
        final long seq;
        long orderKey;
        SessionStatus status = SessionStatus.WAITING;
        Instant since;

        Person(UUID id, UUID userKey, int level, long seq, Instant at) {
            this.id = id;
            this.userKey = userKey;
            this.level = level;
            this.seq = seq;
            this.orderKey = micros(at);
            this.since = at;
        }
    }

    /** What a command other than a tick must come to. */
    record Outcome(@Nullable Rejection rejection, @Nullable UUID session) {}

    static final Comparator<Person> GOES_BEFORE = Comparator.comparingInt((Person person) -> -person.level)
            .thenComparingLong(person -> person.orderKey)
            .thenComparingLong(person -> person.seq);

    QueueSettings settings;
    boolean deleted;
    long seq = 1;
    final List<Person> people = new ArrayList<>();
    /** The times of all releases so far. */
    final List<Instant> releases = new ArrayList<>();

    final Set<UUID> releasedEver = new HashSet<>();
    private final NaiveTurns turns = new NaiveTurns();

    NaiveQueue(QueueSettings settings) {
        this.settings = settings;
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    List<Person> line() {
        List<Person> waiting = people.stream()
                .filter(person -> person.status == SessionStatus.WAITING)
                .sorted(GOES_BEFORE)
                .toList();
        return switch (settings.order()) {
            case STRICT -> waiting;
            case AGEING ->
                waiting.stream()
                        .sorted(Comparator.comparingLong(person -> person.orderKey
                                - 1_000_000L * level(person.level).headStartSeconds()))
                        .toList();
            case SHARES -> turns.inOrder(waiting, this::level);
        };
    }

    private Level level(int number) {
        return settings.level(number).orElseThrow();
    }

    List<Person> in(SessionStatus status) {
        return people.stream().filter(person -> person.status == status).toList();
    }

    long inService() {
        return people.stream().filter(person -> person.status.isInService()).count();
    }

    @Nullable
    Person find(UUID id) {
        return people.stream()
                .filter(person -> person.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Person live(UUID userKey) {
        return people.stream()
                .filter(person -> person.userKey.equals(userKey) && person.status.isLive())
                .findFirst()
                .orElse(null);
    }

    Outcome apply(Command command, Instant now) {
        if (deleted) {
            return new Outcome(Rejection.QUEUE_DELETED, null);
        }
        return switch (command) {
            case Command.Join join -> join(join, now);
            case Command.Leave leave -> move(leave.sessionId(), SessionStatus.LEFT, now);
            case Command.Serve serve -> move(serve.sessionId(), SessionStatus.SERVING, now);
            case Command.Complete complete -> move(complete.sessionId(), SessionStatus.COMPLETED, now);
            case Command.NoShow noShow -> move(noShow.sessionId(), SessionStatus.NO_SHOW, now);
            case Command.TransferOut out -> move(out.sessionId(), SessionStatus.TRANSFERRED, now);
            case Command.PutBack back -> putBack(back, now);
            case Command.CallNext _ -> callNext(now);
            case Command.Abandon abandon -> all(abandon.sessionIds(), SessionStatus.WAITING, SessionStatus.LEFT, now);
            case Command.ExpireServing expire ->
                all(expire.sessionIds(), SessionStatus.SERVING, SessionStatus.EXPIRED, now);
            case Command.Pause _ -> status(QueueStatus.PAUSED);
            case Command.Resume _ -> status(QueueStatus.ACTIVE);
            case Command.Delete _ -> {
                deleted = true;
                seq++;
                yield new Outcome(null, null);
            }
            default -> throw new IllegalArgumentException("not for the model: " + command);
        };
    }

    private Outcome join(Command.Join join, Instant now) {
        Person live = live(join.userKey());
        if (live != null) {
            return new Outcome(null, live.id);
        }
        if (settings.status() == QueueStatus.CLOSED) {
            return new Outcome(Rejection.QUEUE_CLOSED, null);
        }
        int number = settings.defaultLevel();
        if (join.priority() != null) {
            number = 0;
            for (Level level : settings.levels()) {
                number = level.name().equals(join.priority()) ? level.number() : number;
            }
        }
        if (number == 0) {
            return new Outcome(Rejection.UNKNOWN_PRIORITY, null);
        }
        turns.wake(number, line());
        people.add(new Person(join.sessionId(), join.userKey(), number, ++seq, now));
        return new Outcome(null, join.sessionId());
    }

    private Outcome move(UUID id, SessionStatus to, Instant now) {
        Person person = find(id);
        if (person == null) {
            return new Outcome(Rejection.UNKNOWN_SESSION, null);
        }
        boolean desk = settings.kind() == QueueKind.SERVICE_DESK;
        boolean legal = switch (to) {
            case SERVING -> person.status == (desk ? SessionStatus.CALLED : SessionStatus.RELEASED);
            case COMPLETED -> person.status.isInService();
            case WAITING -> desk && (person.status.isInService() || person.status == SessionStatus.NO_SHOW);
            default -> person.status.isLive();
        };
        if (!legal) {
            return new Outcome(Rejection.ILLEGAL_TRANSITION, null);
        }
        set(person, to, now);
        return new Outcome(null, id);
    }

    private void set(Person person, SessionStatus to, Instant now) {
        if (to == SessionStatus.WAITING) {
            turns.wake(person.level, line());
        } else if (person.status == SessionStatus.WAITING && to.isInService()) {
            turns.taken(level(person.level));
        }
        person.status = to;
        person.since = now;
        seq++;
    }

    private Outcome putBack(Command.PutBack back, Instant now) {
        Person person = find(back.sessionId());
        if (person != null && !person.status.isLive() && live(person.userKey) != null) {
            return new Outcome(Rejection.ILLEGAL_TRANSITION, null);
        }
        Outcome outcome = move(back.sessionId(), SessionStatus.WAITING, now);
        if (person != null && outcome.rejection() == null && Boolean.FALSE.equals(back.keepPlace())) {
            person.orderKey = micros(now);
        }
        return outcome;
    }

    private Outcome callNext(Instant now) {
        if (settings.kind() != QueueKind.SERVICE_DESK) {
            return new Outcome(Rejection.WRONG_KIND, null);
        }
        List<Person> line = line();
        if (line.isEmpty()) {
            return new Outcome(null, null);
        }
        set(line.getFirst(), SessionStatus.CALLED, now);
        return new Outcome(null, line.getFirst().id);
    }

    private Outcome all(List<UUID> ids, SessionStatus from, SessionStatus to, Instant now) {
        for (Person person : people) {
            if (ids.contains(person.id) && person.status == from) {
                set(person, to, now);
            }
        }
        return new Outcome(null, null);
    }

    private Outcome status(QueueStatus status) {
        if (settings.status() == QueueStatus.CLOSED) {
            return new Outcome(Rejection.QUEUE_CLOSED, null);
        }
        if (settings.status() != status) {
            settings = settings.withStatus(status);
            seq++;
        }
        return new Outcome(null, null);
    }

    /** Follows a tick, and checks that it ended just the passes that were over, and released the right ones. */
    void follow(List<Event> events, Instant now) {
        List<UUID> over = in(SessionStatus.RELEASED).stream()
                .filter(person -> !person.since.plus(settings.passTtl()).isAfter(now))
                .map(person -> person.id)
                .toList();
        List<UUID> line = line().stream().map(person -> person.id).toList();
        List<UUID> ended = new ArrayList<>();
        List<UUID> released = new ArrayList<>();
        for (Event event : events) {
            switch (event) {
                case Event.Released(UUID id) -> released.add(id);
                case Event.Expired(UUID id) when settings.passUse() == PassUse.ONLINE -> ended.add(id);
                case Event.Completed(UUID id) when settings.passUse() == PassUse.OFFLINE -> ended.add(id);
                default -> throw new AssertionError("a tick must not do this: " + event);
            }
        }
        assertThat(ended).hasSameElementsAs(over).doesNotHaveDuplicates();
        assertThat(released).isEqualTo(line.subList(0, released.size()));
        for (UUID id : ended) {
            boolean offline = settings.passUse() == PassUse.OFFLINE;
            move(id, offline ? SessionStatus.COMPLETED : SessionStatus.EXPIRED, now);
        }
        for (UUID id : released) {
            Person person = Objects.requireNonNull(find(id));
            set(person, SessionStatus.RELEASED, now);
            releases.add(now);
            assertThat(releasedEver.add(id)).as("released once only").isTrue();
        }
        Integer capacity = settings.maxConcurrentUsers();
        assertThat(released.isEmpty() || capacity == null || inService() <= capacity)
                .isTrue();
        assertThat(released.isEmpty() || settings.status() != QueueStatus.PAUSED)
                .isTrue();
    }
}
