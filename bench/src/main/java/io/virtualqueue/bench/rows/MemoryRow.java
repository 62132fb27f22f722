package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Crowd;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Table;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.PlaceRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The memory of the server's JVM that is in RAM, PostgreSQL not counted. */
public final class MemoryRow implements Row {
    private static final long TARGET_BYTES = 1_000_000_000L;
    private static final int CONNECTIONS = 128;
    /** Windows of position reads after a start: 20 s at full scale. */
    private static final int WINDOWS = 7;

    private final List<Finding> findings = new ArrayList<>();
    private final Table table = new Table("when", "in RAM");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "memory of the JVM in RAM";
    }

    @Override
    public boolean usesCrowd() {
        return true;
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        int waiting = lab.scale().waiting();
        Crowd.Filled crowd = lab.crowd().grownTo(waiting);
        PackagedServer server = crowd.server();
        table.row("ready, before anyone joined", Numbers.megabytes(crowd.idleBytes()));
        Watched<Long> full = lab.crowd().fullBytes();
        note("after " + Numbers.exact(waiting) + " joined", full, crowd.idleBytes());
        server.kill();
        server.startAgain();
        server.awaitReady();
        PlaceRequests reads = PlaceRequests.positions(crowd.places());
        Duration window = lab.scale().window().multipliedBy(WINDOWS);
        Sample sample = lab.load(
                new LoadPlan(
                        server.port(),
                        CONNECTIONS,
                        reads,
                        200,
                        reads,
                        lab.scale().settle(),
                        window),
                server.target());
        note(
                "after a restart with " + Numbers.exact(waiting) + " waiting and "
                        + Numbers.seconds(window.toMillis() / 1e3) + " of position reads",
                new Watched<>(server.residentBytes(), sample.cpu()),
                crowd.idleBytes());
        return new RowReport(
                name(),
                title(),
                findings,
                List.of(
                        table.toString(),
                        "`VmRSS` of the process, started with the Java options above and no limit of the heap but the"
                                + " JVM's own, a quarter of the machine's memory."));
    }

    private void note(String when, Watched<Long> measured, long idleBytes) {
        long bytes = measured.figure();
        table.row(when, Numbers.megabytes(bytes));
        findings.add(new Finding(
                when,
                Numbers.megabytes(bytes),
                Numbers.megabytes(idleBytes) + " with nobody waiting",
                Numbers.ratio((double) bytes / idleBytes),
                "≤ " + Numbers.megabytes(TARGET_BYTES),
                Verdict.of(bytes <= TARGET_BYTES, measured.cpu().isDisturbed())));
    }
}
