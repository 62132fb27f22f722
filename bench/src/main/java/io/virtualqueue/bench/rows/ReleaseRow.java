package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Scale;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.LoadRun;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.machine.CpuTimes;
import io.virtualqueue.bench.machine.CpuUse;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Table;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Releasing at a high rate, in order. The truth is the table {@code event}. */
public final class ReleaseRow implements Row {
    static final double MAX_DEVIATION = 0.002;

    private static final int PER_SECOND = 20_000;
    private static final int PER_MINUTE = 60 * PER_SECOND;
    /** Skipped after the first release: the bucket may begin full. */
    private static final Duration SETTLE = Duration.ofMillis(1_500);
    /** Beyond what is watched. */
    private static final Duration SPARE = Duration.ofSeconds(1);

    private static final int FILLING_CONNECTIONS = 512;
    private static final int JOINING_CONNECTIONS = 64;

    private final boolean isWhileJoining;

    private ReleaseRow(boolean isWhileJoining) {
        this.isWhileJoining = isWhileJoining;
    }

    /** Nothing else happens. */
    public static ReleaseRow alone() {
        return new ReleaseRow(false);
    }

    /** Visitors go on joining as fast as they can. */
    public static ReleaseRow whileJoining() {
        return new ReleaseRow(true);
    }

    @Override
    public String name() {
        return isWhileJoining ? "release-while-joining" : "release";
    }

    @Override
    public String title() {
        return "20,000 releases a second, in order" + (isWhileJoining ? ", while others join" : "");
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        try {
            Tenant tenant = server.tenant();
            String queue = tenant.waitingRoom(0);
            fill(lab, server, tenant, queue);
            return release(lab, server, tenant, queue);
        } finally {
            server.discard();
        }
    }

    private static Duration watched(Scale scale) {
        return scale.rateWindow().plus(SETTLE).plus(SPARE);
    }

    private static void fill(Lab lab, PackagedServer server, Tenant tenant, String queue) throws Exception {
        long people = (watched(lab.scale()).toMillis() + 2 * SPARE.toMillis()) * PER_SECOND / 1_000;
        lab.say("letting " + people + " people join");
        lab.loadOnce(
                LoadPlan.all(
                        server.port(),
                        FILLING_CONNECTIONS,
                        new Joins(tenant, queue, 0, (int) people),
                        201,
                        new Places((int) people)),
                server.target());
    }

    private RowReport release(Lab lab, PackagedServer server, Tenant tenant, String queue) throws Exception {
        lab.say("releasing");
        Target target = server.target();
        Duration watched = watched(lab.scale());
        CpuTimes before = lab.times(target);
        tenant.setRate(queue, PER_MINUTE);
        String joined = "nobody";
        if (isWhileJoining) {
            LoadPlan plan = new LoadPlan(
                    server.port(),
                    JOINING_CONNECTIONS,
                    RequestSource.constant(Joins.asVisitor(queue)),
                    201,
                    AnswerCheck.ANY,
                    SETTLE,
                    watched.minus(SETTLE));
            LoadOutcome outcome = LoadRun.start(plan).finish().requireClean();
            joined = Numbers.rounded(outcome.perSecond()) + " a second at " + JOINING_CONNECTIONS + " connections, p99 "
                    + Numbers.rounded(outcome.p99Millis()) + " ms";
        } else {
            Thread.sleep(watched);
        }
        CpuUse use = lab.since(before, target);
        tenant.setRate(queue, 0);
        Audit audit = Audit.of(Journal.events(server.database(), queue));
        ReleasePace pace =
                ReleasePace.of(audit.releaseMicros(), SETTLE, lab.scale().rateWindow(), PER_SECOND);
        return report(audit, pace, use, joined);
    }

    private RowReport report(Audit audit, ReleasePace pace, CpuUse use, String joined) {
        List<Finding> findings = new ArrayList<>();
        findings.add(rate(title(), pace, PER_SECOND, use.isDisturbed()));
        findings.add(new Finding(
                "released while someone waited who goes before",
                Numbers.exact(audit.outOfOrder()) + " of "
                        + Numbers.exact(audit.releaseMicros().size()),
                "",
                "",
                "0",
                Verdict.of(audit.isRight(), false)));
        Table table = new Table("", "")
                .row("who joined meanwhile", joined)
                .row(
                        "releases in the journal",
                        Numbers.exact(audit.releaseMicros().size()))
                .row("out of order", Numbers.exact(audit.outOfOrder()))
                .row("released twice", Numbers.exact(audit.releasedAgain()))
                .row("gaps in the journal", Numbers.exact(audit.gaps()))
                .row("CPU of all cores, by anyone", Numbers.percent(use.busyShare()))
                .row("load from outside", Numbers.percent(use.outsideShare()));
        return new RowReport(name(), title(), findings, List.of(paceTable(pace).toString(), table.toString(), HOW));
    }

    private static final String HOW = "The whole journal of the queue is read again from its first event: each release"
            + " must be of the one who goes first of those who waited then, by level, order key and number. The pace is"
            + " counted from one batch to another, so that the size of a batch does not blur it.";

    static Finding rate(String what, ReleasePace pace, double setPerSecond, boolean isDisturbed) {
        return new Finding(
                what,
                Numbers.exact(Math.round(pace.perSecond())) + "/s over " + Numbers.seconds(pace.seconds()),
                Numbers.rounded(setPerSecond) + "/s set",
                signed(pace.deviation()),
                "within " + Numbers.percent(MAX_DEVIATION),
                Verdict.of(Math.abs(pace.deviation()) <= MAX_DEVIATION, isDisturbed));
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.3f %%", share * 100);
    }

    static Table paceTable(ReleasePace pace) {
        return new Table("", "")
                .row("released", Numbers.exact(pace.released()) + " in " + Numbers.rounded(pace.seconds()) + " s")
                .row("deviation from the rate", signed(pace.deviation()))
                .row("furthest from the rate at any moment", Numbers.rounded(pace.furthest()) + " people")
                .row("longest time between two batches", Numbers.rounded(pace.longestGapMillis()) + " ms");
    }
}
