package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.Leaves;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Tenant;
import java.util.List;

/** Leaving from the middle of a long line. */
public final class LeaveRow implements Row {
    private static final int LINE = 240_000;
    /** In one run; five runs make 100,000, and one more is the warm-up. */
    private static final int LEAVES = 20_000;

    private static final int CONNECTIONS = 512;

    @Override
    public String name() {
        return "leave";
    }

    @Override
    public String title() {
        return "100,000 people leave from the middle of a line, each with the own session token";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        try {
            Tenant tenant = server.tenant();
            String queue = tenant.waitingRoom(0);
            int line = lab.scale().people(LINE);
            int leaves = lab.scale().people(LEAVES);
            Places places = new Places(line);
            lab.say("letting " + line + " people join");
            lab.loadOnce(
                    LoadPlan.all(server.port(), CONNECTIONS, new Joins(tenant, queue, 0, line), 201, places),
                    server.target());
            Leaves leaving = new Leaves(places);
            Contestant row = new Contestant(
                    "leaves",
                    () -> lab.loadOnce(
                            LoadPlan.all(server.port(), CONNECTIONS, leaving.of(leaves), 204, AnswerCheck.ANY),
                            server.target()));
            Contest contest = Contest.run(lab.scale().pairs(), List.of(Plans.emptyPost(lab, server, CONNECTIONS), row));
            return report(contest, line);
        } finally {
            server.discard();
        }
    }

    private RowReport report(Contest contest, int line) {
        return new RowReport(
                name(),
                title(),
                List.of(Finding.plain(
                        "from a line of " + Numbers.exact(line) + ", beside the POST that stores nothing"
                                + (contest.isDisturbed() ? " (disturbed)" : ""),
                        contest.rowPerSecond().with("/s"),
                        contest.figure(0, Sample::perSecond).with("/s"),
                        contest.ratio(0).asRatio())),
                List.of(
                        CONNECTIONS + " connections, random people of the middle half.",
                        contest.table().toString()));
    }
}
