package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The line against the simplest thing that is right: a sorted list. */
class RankedSessionsTest {
    private static final Comparator<Session> BY_PLACE =
            Comparator.comparingLong(Session::orderKey).thenComparingLong(Session::seq);

    @Property(tries = 2_000)
    void anyInsertionsAndRemovalsKeepTheOrder(
            @ForAll @IntRange(min = 1, max = 400) int steps,
            @ForAll @IntRange(min = 1, max = 50) int keys,
            @ForAll @IntRange(min = 0, max = 9) int removalsInTen,
            @ForAll Random random) {
        compare(
                steps,
                keys,
                removalsInTen,
                RankedSessions.empty(RankedSessions.Order.PLACE),
                new ArrayList<>(),
                random);
    }

    @Property(tries = 10)
    void alsoInALongLine(@ForAll @IntRange(min = 1, max = 9) int removalsInTen, @ForAll Random random) {
        List<Session> sorted = new ArrayList<>();
        for (int seq = 0; seq < 12_000; seq++) {
            sorted.add(session(random.nextInt(3_000), seq));
        }
        List<Session> shuffled = List.copyOf(sorted);
        sorted.sort(BY_PLACE);

        RankedSessions line = RankedSessions.of(RankedSessions.Order.PLACE, shuffled);

        compare(10_000, 3_000, removalsInTen, line, sorted, random);
    }

    private static void compare(
            int steps, int keys, int removalsInTen, RankedSessions start, List<Session> sorted, Random random) {
        RankedSessions line = start;
        for (int step = 0; step < steps; step++) {
            if (!sorted.isEmpty() && random.nextInt(10) < removalsInTen) {
                Session gone = sorted.remove(random.nextInt(sorted.size()));
                line = line.without(gone);
            } else {
                Session session = session(random.nextInt(keys), 1_000_000 + step);
                int slot = -1 - Collections.binarySearch(sorted, session, BY_PLACE);
                sorted.add(slot, session);
                line = line.with(session);
                assertThat(line.rank(session)).isEqualTo(slot);
            }
            if (!sorted.isEmpty()) {
                int rank = random.nextInt(sorted.size());
                assertThat(line.get(rank)).isSameAs(sorted.get(rank));
                assertThat(line.rank(sorted.get(rank))).isEqualTo(rank);
            }
        }
        assertThat(all(line)).isEqualTo(sorted);
        assertThat(line.size()).isEqualTo(sorted.size());
    }

    @Property(tries = 100)
    void everyPageIsTheRightOne(
            @ForAll @IntRange(min = 0, max = 5_000) int size,
            @ForAll @IntRange(min = 0, max = 5_100) int from,
            @ForAll @IntRange(min = 0, max = 300) int limit) {
        List<Session> sorted = inOrder(size);
        List<Session> page = new ArrayList<>();

        RankedSessions.of(RankedSessions.Order.PLACE, sorted).copyTo(page, from, limit);

        assertThat(page).isEqualTo(sorted.stream().skip(from).limit(limit).toList());
    }

    @Example
    void firstInFirstOutStaysCompact() {
        RankedSessions line = RankedSessions.empty(RankedSessions.Order.PLACE);
        for (int seq = 0; seq < 200_000; seq++) {
            line = line.with(session(seq, seq));
            if (line.size() > 10_000) {
                line = line.without(line.get(0));
            }
        }

        assertThat(line.leaves()).isLessThanOrEqualTo(2 * 10_000 / RankedSessions.MAX_WIDTH);
    }

    @Example
    void randomRemovalStaysCompact() {
        Random random = new Random(7);
        List<Session> sessions = inOrder(100_000);
        RankedSessions line = RankedSessions.of(RankedSessions.Order.PLACE, sessions);
        Collections.shuffle(sessions, random);
        for (Session gone : sessions.subList(1_000, sessions.size())) {
            line = line.without(gone);
        }

        assertThat(line.leaves()).isLessThanOrEqualTo(1_000 / RankedSessions.MIN_WIDTH + 1);
    }

    @Example
    void anOldVersionStaysAsItWas() {
        List<Session> sessions = inOrder(3_000);
        RankedSessions before = RankedSessions.of(RankedSessions.Order.PLACE, sessions);
        RankedSessions after = before;
        for (Session session : sessions) {
            after = after.without(session).with(session(session.orderKey() + 5_000, session.seq()));
        }

        assertThat(all(before)).isEqualTo(sessions);
        assertThat(after.get(0).orderKey()).isEqualTo(5_000);
    }

    @Example
    void aStrangerHasNoRank() {
        RankedSessions line = RankedSessions.of(RankedSessions.Order.PLACE, inOrder(10));

        assertThatThrownBy(() -> line.rank(session(3, 99))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Session> all(RankedSessions line) {
        List<Session> all = new ArrayList<>();
        line.copyTo(all, 0, Integer.MAX_VALUE);
        return all;
    }

    private static List<Session> inOrder(int size) {
        List<Session> sessions = new ArrayList<>();
        for (int seq = 0; seq < size; seq++) {
            sessions.add(session(seq, seq));
        }
        return sessions;
    }

    private static Session session(long orderKey, long seq) {
        Instant at = Instant.EPOCH;
        return new Session(new UUID(1, seq), new UUID(2, seq), 20, orderKey, seq, SessionStatus.WAITING, at, at, null);
    }
}
