package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Crowd;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Table;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Tenant;
import java.util.ArrayList;
import java.util.List;

/** How long nobody gets an answer when the server dies. */
public final class RestartRow implements Row {
    private static final double TARGET_SECONDS = 6;

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String title() {
        return "from the start of the process, after kill -9, to the first right position";
    }

    @Override
    public boolean usesCrowd() {
        return true;
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        Crowd.Filled crowd = lab.crowd().grownTo(lab.scale().waiting());
        PackagedServer empty = lab.startServer("restart");
        try {
            Tenant tenant = empty.tenant();
            String queue = tenant.waitingRoom(0);
            Places one = new Places(1);
            lab.loadOnce(LoadPlan.all(empty.port(), 1, new Joins(tenant, queue, 0, 1), 201, one), empty.target());
            List<Double> limits = new ArrayList<>();
            List<Double> rows = new ArrayList<>();
            double outside = 0;
            for (int round = 0; round < lab.scale().fewerPairs(); round++) {
                Watched<Double> limit = Start.afterKill(lab, empty, one);
                Watched<Double> row = Start.afterKill(lab, crowd.server(), crowd.places());
                limits.add(limit.figure());
                rows.add(row.figure());
                outside = Math.max(
                        outside, Math.max(limit.cpu().outsideShare(), row.cpu().outsideShare()));
            }
            return report(lab, Spread.of(rows), Spread.of(limits), outside);
        } finally {
            empty.discard();
        }
    }

    private RowReport report(Lab lab, Spread row, Spread limit, double outside) {
        boolean isDisturbed = outside > Start.MAX_OUTSIDE_SHARE;
        Finding finding = new Finding(
                Numbers.exact(lab.scale().waiting()) + " waiting",
                row.with(" s"),
                limit.with(" s") + " with an empty queue",
                Numbers.ratio(row.median() / limit.median()),
                "≤ " + Numbers.seconds(TARGET_SECONDS),
                Verdict.of(row.median() <= TARGET_SECONDS, isDisturbed));
        Table table = new Table("what", "median s", "least", "most")
                .row(
                        "one person waits",
                        Numbers.rounded(limit.median()),
                        Numbers.rounded(limit.least()),
                        Numbers.rounded(limit.most()))
                .row(
                        Numbers.exact(lab.scale().waiting()) + " wait",
                        Numbers.rounded(row.median()),
                        Numbers.rounded(row.least()),
                        Numbers.rounded(row.most()));
        return new RowReport(
                name(),
                title(),
                List.of(finding),
                List.of(
                        table.toString(),
                        "The server is killed, not PostgreSQL: the next one ends what was left and starts PostgreSQL again, which"
                                + " is part of the time. The position that is asked for is that of someone in the middle,"
                                + " and must be what it was. Load from outside: at most "
                                + Numbers.percent(outside) + "."));
    }
}
