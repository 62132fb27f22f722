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

/** The line of a level against a sorted list: people join, leave, are put back and given other places. */
class LevelLineTest {
    private static final Comparator<Session> BY_PLACE =
            Comparator.comparingLong(Session::orderKey).thenComparingLong(Session::seq);

    @Property(tries = 1_000)
    void anyChangesKeepTheOrder(
            @ForAll @IntRange(min = 1, max = 300) int steps,
            @ForAll @IntRange(min = 0, max = 9) int removalsInTen,
            @ForAll @IntRange(min = 0, max = 9) int movedInTen,
            @ForAll @IntRange(min = 0, max = 40) int seqBits,
            @ForAll Random random) {
        new Scenario(random, 1L << seqBits, List.of()).run(steps, removalsInTen, movedInTen);
    }

    @Property(tries = 10)
    void alsoInALongLineThatWasBuiltAtOnce(
            @ForAll @IntRange(min = 0, max = 70_000) int size,
            @ForAll @IntRange(min = 0, max = 9) int removalsInTen,
            @ForAll @IntRange(min = 0, max = 2) int movedInTen,
            @ForAll Random random) {
        List<Session> sessions = new ArrayList<>();
        for (int seq = 1; seq <= size; seq++) {
            sessions.add(joined(3L * seq, random.nextInt(500) == 0 ? random.nextInt(size) : seq / 5, seq / 5));
        }
        new Scenario(random, 3L * size + 1, sessions).run(3_000, removalsInTen, movedInTen);
    }

    /** Lines whose seqs begin and end at the edges of the tree's nodes. */
    @Example
    void anySizeBuiltAtOnceIsAsBuiltOneByOne() {
        for (int size : new int[] {1, 2, 31, 32, 33, 63, 64, 65, 2_047, 2_048, 2_049, 65_535, 65_536, 65_537}) {
            for (long first : new long[] {1, 63, 64, 2_047, 65_536, (1L << 40) - 3}) {
                List<Session> sessions = new ArrayList<>();
                LevelLine oneByOne = LevelLine.EMPTY;
                for (int i = 0; i < size; i++) {
                    Session session = joined(first + i, i, i);
                    sessions.add(session);
                    oneByOne = oneByOne.with(session);
                }
                LevelLine atOnce = LevelLine.of(sessions.toArray(Session[]::new));
                assertThat(atOnce.from(0, size + 1)).isEqualTo(sessions);
                assertThat(oneByOne.from(0, size + 1)).isEqualTo(sessions);
                for (int rank : new int[] {0, size / 2, size - 1}) {
                    assertThat(atOnce.ahead(sessions.get(rank))).isEqualTo(rank);
                    assertThat(oneByOne.ahead(sessions.get(rank))).isEqualTo(rank);
                }
            }
        }
    }

    @Example
    void aStrangerHasNoPlace() {
        LevelLine line = LevelLine.EMPTY.with(joined(5, 5, 5));

        assertThatThrownBy(() -> line.ahead(joined(6, 6, 6))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.ahead(joined(600_000, 6, 6))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.without(joined(6, 6, 6))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LevelLine.EMPTY.ahead(joined(6, 6, 6))).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void anOldVersionStaysAsItWas() {
        List<Session> sessions = new ArrayList<>();
        for (int seq = 0; seq < 5_000; seq++) {
            sessions.add(joined(seq, seq, seq));
        }
        LevelLine before = LevelLine.of(sessions.toArray(Session[]::new));
        LevelLine after = before;
        for (Session session : sessions) {
            after = after.without(session).with(joined(10_000 + session.seq(), 10_000, 10_000));
        }

        assertThat(before.from(0, 10_000)).isEqualTo(sessions);
        assertThat(before.ahead(sessions.get(4_321))).isEqualTo(4_321);
        assertThat(after.size()).isEqualTo(5_000);
        assertThat(after.from(0, 1).getFirst().seq()).isEqualTo(10_000);
    }

    private static Session joined(long seq, long orderKey, long joinedMicros) {
        Instant at = Micros.instant(joinedMicros);
        return new Session(new UUID(1, seq), new UUID(2, seq), 20, orderKey, seq, SessionStatus.WAITING, at, at, null);
    }

    /** A line that a list follows. */
    private static final class Scenario {
        private final Random random;
        private final List<Session> sorted;
        private final List<Session> gone = new ArrayList<>();
        private LevelLine line;
        private long seq;
        private long clock = 20_000;

        Scenario(Random random, long firstSeq, List<Session> start) {
            this.random = random;
            this.seq = firstSeq;
            this.sorted = new ArrayList<>(start);
            sorted.sort(BY_PLACE);
            this.line = LevelLine.of(start.toArray(Session[]::new));
        }

        void run(int steps, int removalsInTen, int movedInTen) {
            for (int step = 0; step < steps; step++) {
                if (!sorted.isEmpty() && random.nextInt(10) < removalsInTen) {
                    Session session = sorted.remove(random.nextInt(sorted.size()));
                    line = line.without(session);
                    gone.add(session);
                } else if (!gone.isEmpty() && random.nextInt(10) == 0) {
                    add(gone.remove(random.nextInt(gone.size())));
                } else {
                    seq += 1 + random.nextInt(1 + random.nextInt(200));
                    clock += random.nextInt(2);
                    boolean moved = random.nextInt(10) < movedInTen;
                    add(joined(seq, moved ? random.nextLong(2 * clock) : clock, clock));
                }
                check();
            }
            assertThat(line.from(0, Integer.MAX_VALUE)).isEqualTo(sorted);
            assertThat(LevelLine.of(sorted.toArray(Session[]::new)).from(0, Integer.MAX_VALUE))
                    .isEqualTo(sorted);
        }

        private void add(Session session) {
            sorted.add(-1 - Collections.binarySearch(sorted, session, BY_PLACE), session);
            line = line.with(session);
        }

        private void check() {
            assertThat(line.size()).isEqualTo(sorted.size());
            if (!sorted.isEmpty()) {
                int rank = random.nextInt(sorted.size());
                assertThat(line.ahead(sorted.get(rank))).isEqualTo(rank);
                int limit = random.nextInt(5);
                assertThat(line.from(rank, limit))
                        .isEqualTo(sorted.subList(rank, Math.min(sorted.size(), rank + limit)));
            }
        }
    }
}
