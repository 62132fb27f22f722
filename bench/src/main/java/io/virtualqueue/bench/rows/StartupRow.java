package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.machine.Proc;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Table;
import io.virtualqueue.bench.server.BareVertx;
import io.virtualqueue.bench.server.HttpApi;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Target;
import java.util.ArrayList;
import java.util.List;

/** A start without anything to load. */
public final class StartupRow implements Row {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String ANY_SIZE = "183";

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String title() {
        return "start on an empty data directory that is there already, to the first answer that all is ready";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer("startup");
        try {
            List<Double> limits = new ArrayList<>();
            List<Double> rows = new ArrayList<>();
            List<Double> limitBytes = new ArrayList<>();
            List<Double> rowBytes = new ArrayList<>();
            double outside = 0;
            for (int round = 0; round < lab.scale().pairs(); round++) {
                Watched<Bare> limit =
                        lab.undisturbed(Start.MAX_OUTSIDE_SHARE, () -> lab.watch(() -> Bare.started(lab)));
                limits.add(limit.figure().seconds());
                limitBytes.add(limit.figure().megabytes());
                Watched<Double> row = Start.afterStop(lab, server);
                rows.add(row.figure());
                rowBytes.add(server.residentBytes() / 1e6);
                outside = Math.max(
                        outside, Math.max(limit.cpu().outsideShare(), row.cpu().outsideShare()));
            }
            return report(Spread.of(rows), Spread.of(limits), Spread.of(rowBytes), Spread.of(limitBytes), outside);
        } finally {
            server.discard();
        }
    }

    /** A start of a server that does next to nothing. */
    private record Bare(double seconds, double megabytes) {
        static Bare started(Lab lab) throws Exception {
            long start = System.nanoTime();
            Target bare = lab.launcher().program(BareVertx.class, ANY_SIZE);
            HttpApi.anonymous(bare.port()).status("/");
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            double megabytes = Proc.residentBytes(bare.servers().getFirst()) / 1e6;
            bare.end();
            return new Bare(seconds, megabytes);
        }
    }

    private RowReport report(Spread row, Spread limit, Spread rowMegabytes, Spread limitMegabytes, double outside) {
        String disturbed = outside > Start.MAX_OUTSIDE_SHARE ? " (disturbed)" : "";
        Table table = new Table("what", "first answer", "in RAM then")
                .row("bare Vert.x, no database", limit.with(" s"), limitMegabytes.with(" MB"))
                .row("the server, its PostgreSQL included in the time", row.with(" s"), rowMegabytes.with(" MB"));
        return new RowReport(
                name(),
                title(),
                List.of(
                        Finding.plain(
                                "first answer" + disturbed,
                                row.with(" s"),
                                limit.with(" s") + " for bare Vert.x",
                                Numbers.ratio(row.median() / limit.median())),
                        Finding.plain(
                                "in RAM then",
                                rowMegabytes.with(" MB"),
                                limitMegabytes.with(" MB") + " for bare Vert.x",
                                Numbers.ratio(rowMegabytes.median() / limitMegabytes.median()))),
                List.of(table.toString(), "Load from outside: at most " + Numbers.percent(outside) + "."));
    }
}
