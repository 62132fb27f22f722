package io.virtualqueue.bench.line;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Snapshot;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a line takes to stand in memory once its sessions are read. The first of each fork is a cold start. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseCompactObjectHeaders"})
public class RestoreBenchmark {
    @Param("1000000")
    int waiting;

    private @Nullable Snapshot snapshot;

    @Setup(Level.Trial)
    public void setUp() {
        snapshot = People.snapshot(waiting);
    }

    @Benchmark
    public QueueState restore() {
        return QueueState.restore(Objects.requireNonNull(snapshot));
    }
}
