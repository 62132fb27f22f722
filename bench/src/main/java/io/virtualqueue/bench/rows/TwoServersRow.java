package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.machine.CpuTimes;
import io.virtualqueue.bench.machine.CpuUse;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.Audit;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.Journal;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.ReleasePace;
import io.virtualqueue.bench.server.Target;
import io.virtualqueue.bench.server.Tenant;
import java.time.Duration;
import java.util.List;

/** Two servers on one PostgreSQL release together at one rate, not at two. */
public final class TwoServersRow implements Row {
    private static final int PER_SECOND = 1_000;
    private static final int PER_MINUTE = 60 * PER_SECOND;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration SPARE = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 128;

    @Override
    public String name() {
        return "two-servers";
    }

    @Override
    public String title() {
        return "two servers on one PostgreSQL share a rate of 1,000 releases a second";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer first = lab.startServer("two-servers");
        try {
            PackagedServer second = first.second();
            try {
                return measure(lab, first, second);
            } finally {
                second.discard();
            }
        } finally {
            first.discard();
        }
    }

    private RowReport measure(Lab lab, PackagedServer first, PackagedServer second) throws Exception {
        Tenant tenant = first.tenant();
        String queue = tenant.waitingRoom(0);
        Duration watched = lab.scale().rateWindow().plus(SETTLE).plus(SPARE);
        int half = (int) (watched.plus(SETTLE).toSeconds() * PER_SECOND / 2);
        // Half come by each server, so that both have the queue in memory.
        join(lab, first, new Joins(tenant, queue, 0, half), half);
        join(lab, second, new Joins(tenant, queue, half, half), half);
        Target both = new Target(
                first.port(),
                List.of(
                        first.target().servers().getFirst(),
                        second.target().servers().getFirst()),
                first.target().postgres());
        CpuTimes before = lab.times(both);
        tenant.setRate(queue, PER_MINUTE);
        Thread.sleep(watched);
        CpuUse use = lab.since(before, both);
        tenant.setRate(queue, 0);
        Audit audit = Audit.of(Journal.events(first.database(), queue));
        ReleasePace pace =
                ReleasePace.of(audit.releaseMicros(), SETTLE, lab.scale().rateWindow(), PER_SECOND);
        return new RowReport(
                name(),
                title(),
                List.of(
                        ReleaseRow.rate("two servers, one rate", pace, PER_SECOND, use.isDisturbed()),
                        new Finding(
                                "released twice, or out of order",
                                Numbers.exact(audit.releasedAgain() + audit.outOfOrder()),
                                "",
                                "",
                                "0",
                                Verdict.of(audit.isRight(), false))),
                List.of(ReleaseRow.paceTable(pace).toString()));
    }

    private static void join(Lab lab, PackagedServer server, Joins joins, int count) throws Exception {
        lab.loadOnce(LoadPlan.all(server.port(), CONNECTIONS, joins, 201, new Places(count)), server.target());
    }
}
