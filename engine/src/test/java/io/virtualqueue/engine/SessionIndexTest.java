package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The index against a hash map. */
class SessionIndexTest {

    @Property(tries = 1_000)
    void findsWhatAMapFinds(
            @ForAll @IntRange(min = 1, max = 300) int steps,
            @ForAll @IntRange(min = 1, max = 500) int ids,
            @ForAll Random random) {
        compare(steps, ids, SessionIndex.empty(SessionIndex.Key.ID), new HashMap<>(), random);
    }

    @Property(tries = 10)
    void alsoWhenBuiltAtOnce(@ForAll @IntRange(min = 10_000, max = 30_000) int size, @ForAll Random random) {
        Map<UUID, Session> map = new HashMap<>();
        for (int number = 0; number < size; number++) {
            map.put(id(number), session(id(number), number));
        }
        SessionIndex index = SessionIndex.of(SessionIndex.Key.ID, map.values().toArray(Session[]::new));

        compare(10_000, size + 1_000, index, map, random);
    }

    private static void compare(int steps, int ids, SessionIndex start, Map<UUID, Session> map, Random random) {
        SessionIndex index = start;
        for (int step = 0; step < steps; step++) {
            UUID id = id(random.nextInt(ids));
            if (random.nextInt(3) == 0) {
                map.remove(id);
                index = index.without(id);
            } else {
                Session session = session(id, step);
                map.put(id, session);
                index = index.with(session);
            }
            UUID other = id(random.nextInt(ids));
            assertThat(index.get(other)).isSameAs(map.get(other));
            assertThat(index.size()).isEqualTo(map.size());
        }
        for (int number = 0; number < ids; number++) {
            assertThat(index.get(id(number))).isSameAs(map.get(id(number)));
        }
    }

    @Example
    void anySizeBuiltAtOnceIsAsBuiltOneByOne() {
        for (int size : new int[] {0, 1, 2, 3, 5, 6, 41, 42, 43, 44, 1_343, 1_344, 1_345, 50_000}) {
            List<Session> sessions = new ArrayList<>();
            SessionIndex oneByOne = SessionIndex.empty(SessionIndex.Key.ID);
            for (int number = 0; number < size; number++) {
                sessions.add(session(id(number), number));
                oneByOne = oneByOne.with(sessions.getLast());
            }
            SessionIndex atOnce = SessionIndex.of(SessionIndex.Key.ID, sessions.toArray(Session[]::new));
            for (Session session : sessions) {
                assertThat(atOnce.get(session.id())).isSameAs(session);
                assertThat(oneByOne.get(session.id())).isSameAs(session);
            }
            assertThat(atOnce.size()).isEqualTo(size);
            assertThat(atOnce.get(id(size))).isNull();
            assertThat(oneByOne.get(id(size))).isNull();
        }
    }

    @Example
    void anIndexThatEmptiesStaysCompact() {
        Random random = new Random(7);
        List<Session> sessions = new ArrayList<>();
        for (int number = 0; number < 100_000; number++) {
            sessions.add(session(id(number), number));
        }
        SessionIndex index = SessionIndex.of(SessionIndex.Key.ID, sessions.toArray(Session[]::new));
        Collections.shuffle(sessions, random);
        while (sessions.size() > 1_000) {
            index = index.without(sessions.removeLast().id());
        }
        assertThat(index.leaves()).isLessThanOrEqualTo(1_000 / 4);
        while (!sessions.isEmpty()) {
            assertThat(index.get(sessions.getLast().id())).isSameAs(sessions.getLast());
            index = index.without(sessions.removeLast().id());
        }
        assertThat(index.size()).isZero();
        assertThat(index.leaves()).isEqualTo(1);
    }

    /** Ids whose paths are equal in the whole first half: the second half tells them apart. */
    @Example
    void idsMadeToCollideAreToldApart() {
        List<Session> colliding = new ArrayList<>();
        for (long number = 0; number < 100; number++) {
            colliding.add(session(new UUID(number, SessionIndex.mixed(number) ^ 42), number));
        }
        SessionIndex atOnce = SessionIndex.of(SessionIndex.Key.ID, colliding.toArray(Session[]::new));
        SessionIndex oneByOne = SessionIndex.empty(SessionIndex.Key.ID);
        for (Session session : colliding) {
            oneByOne = oneByOne.with(session);
        }

        for (Session session : colliding) {
            assertThat(atOnce.get(session.id())).isSameAs(session);
            assertThat(oneByOne.get(session.id())).isSameAs(session);
            oneByOne = oneByOne.without(session.id());
            assertThat(oneByOne.get(session.id())).isNull();
        }
        assertThat(oneByOne.size()).isZero();
    }

    @Example
    void anOldVersionStaysAsItWas() {
        SessionIndex before = SessionIndex.empty(SessionIndex.Key.USER_KEY).with(session(id(1), 1));

        SessionIndex after = before.with(session(id(2), 2)).without(new UUID(1, 1));

        assertThat(before.get(new UUID(1, 1))).isNotNull();
        assertThat(before.get(new UUID(1, 2))).isNull();
        assertThat(after.get(new UUID(1, 1))).isNull();
        assertThat(after.get(new UUID(1, 2))).isNotNull();
    }

    private static UUID id(int number) {
        return new UUID(0x7000L + number / 100, number % 100);
    }

    private static Session session(UUID id, long number) {
        Instant at = Instant.EPOCH;
        return new Session(id, new UUID(1, number), 20, number, number, SessionStatus.WAITING, at, at, null);
    }
}
