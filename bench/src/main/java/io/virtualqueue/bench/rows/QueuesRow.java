package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Tenant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Many queues with little traffic each: every queue commits for itself, so that batches are small. */
public final class QueuesRow implements Row {
    private static final int QUEUES = 1_000;
    private static final int CONNECTIONS = 256;

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public String title() {
        return "joins spread over 1,000 queues, beside the same load on one queue";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        try {
            Tenant tenant = server.tenant();
            int count = lab.scale().people(QUEUES);
            lab.say("making " + count + " queues");
            List<byte[]> joins =
                    tenant.waitingRooms(count).stream().map(Joins::asVisitor).toList();
            RequestSource spread = (connection, into) -> {
                into.put(joins.get(ThreadLocalRandom.current().nextInt(joins.size())));
                return true;
            };
            RequestSource one = RequestSource.constant(Joins.asVisitor(tenant.waitingRoom(0)));
            Contest contest = Contest.run(
                    lab.scale().fewerPairs(),
                    List.of(
                            Plans.windowed(lab, "one queue", server.target(), CONNECTIONS, one, 201, AnswerCheck.ANY),
                            Plans.windowed(
                                    lab,
                                    Numbers.exact(count) + " queues",
                                    server.target(),
                                    CONNECTIONS,
                                    spread,
                                    201,
                                    AnswerCheck.ANY)));
            return new RowReport(
                    name(),
                    title(),
                    List.of(Finding.plain(
                            Numbers.exact(count) + " queues, " + CONNECTIONS + " connections"
                                    + (contest.isDisturbed() ? " (disturbed)" : ""),
                            contest.rowPerSecond().with("/s"),
                            contest.figure(0, Sample::perSecond).with("/s") + " on one queue",
                            contest.ratio(0).asRatio())),
                    List.of(contest.table().toString()));
        } finally {
            server.discard();
        }
    }
}
