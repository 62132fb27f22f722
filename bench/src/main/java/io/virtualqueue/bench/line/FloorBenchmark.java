package io.virtualqueue.bench.line;

import io.virtualqueue.engine.Session;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

/** What the machine's memory costs any program: the limit beside {@link LineBenchmark#position}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-Xmn1g", "-XX:+AlwaysPreTouch", "-XX:+UseCompactObjectHeaders"})
public class FloorBenchmark {
    @Param({"10000", "100000", "1000000", "10000000"})
    int waiting;

    private Session[] sessions = {};
    private long draws;
    private long last;

    @Setup(Level.Trial)
    public void setUp() {
        sessions = People.snapshot(waiting).live().toArray(Session[]::new);
    }

    /** Draws an id and reads one session of an array, at random: two misses where the array is long. */
    @Benchmark
    public long oneSession() {
        UUID id = People.id(People.mixed(++draws));
        int number = (int) Math.unsignedMultiplyHigh(People.mixed(draws), waiting);
        return id.getLeastSignificantBits() ^ sessions[number].orderKey();
    }

    /** The same, but nobody can draw the next before the last has come: the misses do not overlap. */
    @Benchmark
    public long oneSessionAfterTheOther() {
        long random = People.mixed(++draws ^ (last & Long.MIN_VALUE));
        UUID id = People.id(random);
        last = sessions[(int) Math.unsignedMultiplyHigh(random, waiting)].orderKey();
        return id.getLeastSignificantBits() ^ last;
    }
}
