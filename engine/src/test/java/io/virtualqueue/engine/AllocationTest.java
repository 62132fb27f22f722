package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * What one step allocates, in lines of any length. Counted, not timed, so that it holds on every machine; a change that
 * copies more than a path, or makes a read depend on the length of the line, is seen here.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int LONG_LINE = 300_000;
    private static final int SHORT_LINE = 1_000;
    private static final int STEPS = 500;

    private static final int MOST_BYTES_PER_READ = 400;
    private static final int MOST_BYTES_PER_CHANGE = 8_000;
    private static final int MOST_BYTES_PER_RESTORED = 150;

    @Test
    void aPositionReadAllocatesLittleHoweverLongTheLine() {
        long inLongLine = bytesPerRead(LONG_LINE);
        long inShortLine = bytesPerRead(SHORT_LINE);

        assertThat(inLongLine).isLessThan(MOST_BYTES_PER_READ);
        assertThat(inLongLine).isLessThan(inShortLine + 50);
    }

    private static long bytesPerRead(int waiting) {
        QueueState state = line(waiting);
        return bytesPerStep(step -> {
            Session session = Objects.requireNonNull(state.session(id(step * (waiting / (STEPS + 1)))));
            Objects.requireNonNull(state.waitEstimate(state.position(session), state.lastEventAt()));
        });
    }

    @Test
    void aChangeAllocatesAPathAndNoMore() {
        Scene scene = Scene.of(room());
        scene.state = line(LONG_LINE);
        scene.now = scene.state.lastEventAt();

        assertThat(bytesPerStep(step -> scene.accept(
                        new Command.Join(new UUID(7, step), new UUID(8, step), step % 2 == 0 ? "vip" : null))))
                .isLessThan(MOST_BYTES_PER_CHANGE);
        assertThat(bytesPerStep(step -> scene.accept(new Command.Leave(id(step * (LONG_LINE / (STEPS + 1)))))))
                .isLessThan(MOST_BYTES_PER_CHANGE);
    }

    /** Beside the sessions themselves: both indexes, the line, and what building them needs for a moment. */
    @Test
    void aRestoredLineAllocatesLittleForEachWhoWaits() {
        Snapshot snapshot = snapshot(LONG_LINE);
        QueueState.restore(snapshot);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        QueueState state = QueueState.restore(snapshot);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(state.waiting()).isEqualTo(LONG_LINE);
        assertThat(bytes / LONG_LINE).isLessThan(MOST_BYTES_PER_RESTORED);
    }

    private static long bytesPerStep(IntConsumer step) {
        // The first time loads classes.
        step.accept(STEPS);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS; i++) {
            step.accept(i);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS;
    }

    private static QueueState line(int waiting) {
        return QueueState.restore(snapshot(waiting));
    }

    private static QueueSettings room() {
        return QueueSettings.waitingRoom("room", 1_000, 60);
    }

    private static Snapshot snapshot(int waiting) {
        List<Session> live = new ArrayList<>();
        for (int number = 0; number < waiting; number++) {
            live.add(session(number));
        }
        return new Snapshot(
                waiting + 1L,
                Scene.START.plusSeconds(waiting),
                room(),
                false,
                Scene.START,
                Scene.START,
                new TokenBucket(0, Scene.START.plusSeconds(waiting)),
                Shares.NONE,
                live);
    }

    private static Session session(int number) {
        Instant at = Scene.START.plusMillis(number);
        long orderKey = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return new Session(
                id(number),
                new UUID(5, number),
                10 + 10 * (number % 3),
                orderKey,
                number + 2L,
                SessionStatus.WAITING,
                at,
                at,
                null);
    }

    private static UUID id(int number) {
        return new UUID(4, number);
    }
}
