package io.virtualqueue.bench.line;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Decider;
import io.virtualqueue.engine.Decision;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.WaitEstimate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reads of a line and changes to it cost by its length. Changes come in batches on the same line, which is the one
 * the next batch begins with again, so that its length stays.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-Xmn1g", "-XX:+AlwaysPreTouch", "-XX:+UseCompactObjectHeaders"})
public class LineBenchmark {
    /** As many as one transaction takes. */
    static final int BATCH = 1_000;

    @Param({"10000", "100000", "1000000", "10000000"})
    int waiting;

    private @Nullable QueueState line;
    private Instant now = People.OPENED;
    private long[] sample = {};
    private long draws;

    @Setup(Level.Trial)
    public void setUp() {
        line = People.waiting(waiting);
        now = line().lastEventAt().plusMillis(1);
        sample = People.sample(BATCH, waiting);
    }

    private QueueState line() {
        return Objects.requireNonNull(line);
    }

    private long anyone() {
        return Math.unsignedMultiplyHigh(People.mixed(++draws), waiting);
    }

    /** What it costs to draw an id. */
    @Benchmark
    public UUID idsOnly() {
        return People.id(anyone());
    }

    /** A position read, but for what the server does around it. */
    @Benchmark
    public @Nullable WaitEstimate position() {
        QueueState state = line();
        Session session = Objects.requireNonNull(state.session(People.id(anyone())));
        return state.waitEstimate(state.position(session), now);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public QueueState join() {
        QueueState state = line();
        for (int i = 0; i < BATCH; i++) {
            long number = waiting + ++draws;
            state = after(state, new Command.Join(People.id(number), People.userKey(number), null));
        }
        return state;
    }

    /** From anywhere in the line. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public QueueState leave() {
        QueueState state = line();
        for (long number : sample) {
            state = after(state, new Command.Leave(People.id(number)));
        }
        return state;
    }

    /** One tick that releases as many as it may. */
    @Benchmark
    @OperationsPerInvocation(Decider.MAX_RELEASES_PER_TICK)
    public QueueState release() {
        return after(line(), new Command.Tick());
    }

    private QueueState after(QueueState state, Command command) {
        List<Event> events = ((Decision.Accepted) Decider.decide(state, command, now)).events();
        QueueState next = state;
        for (Event event : events) {
            next = next.evolve(event, now);
        }
        return next;
    }
}
