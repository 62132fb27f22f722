package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.Requests;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What it costs that the request before was of another tenant. */
public final class TenantsRow implements Row {
    private static final int TENANTS = 1_000;
    /** So few that requests do not wait for each other. */
    private static final int CONNECTIONS = 2;

    private static final double MOST_MILLIS = 1;

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public String title() {
        return "requests of 1,000 tenants in turn, each with its own key, beside the same requests of one tenant";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        try {
            int count = lab.scale().people(TENANTS);
            lab.say("making " + count + " tenants");
            List<byte[]> requests = new ArrayList<>();
            for (Tenant tenant : server.tenants(count)) {
                requests.add(Requests.get("/v1/queues/" + tenant.waitingRoom(0), tenant.keyHeader()));
            }
            RequestSource one = RequestSource.constant(requests.getFirst());
            RequestSource any = (connection, into) -> {
                into.put(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
                return true;
            };
            Contest contest = Contest.run(
                    lab.scale().pairs(),
                    List.of(
                            Plans.windowed(lab, "one tenant", server.target(), CONNECTIONS, one, 200, AnswerCheck.ANY),
                            Plans.windowed(
                                    lab,
                                    Numbers.exact(count) + " tenants",
                                    server.target(),
                                    CONNECTIONS,
                                    any,
                                    200,
                                    AnswerCheck.ANY)));
            return report(contest, count);
        } finally {
            server.discard();
        }
    }

    private RowReport report(Contest contest, int count) {
        Spread many = contest.figure(contest.row(), sample -> sample.outcome().p99Millis());
        Spread one = contest.figure(0, sample -> sample.outcome().p99Millis());
        double difference = many.median() - one.median();
        return new RowReport(
                name(),
                title(),
                List.of(new Finding(
                        "p99 of a look at a queue, " + Numbers.exact(count) + " tenants",
                        many.with(" ms"),
                        one.with(" ms") + " with one tenant",
                        Numbers.rounded(difference) + " ms more",
                        "< " + Numbers.rounded(MOST_MILLIS) + " ms",
                        Verdict.of(difference < MOST_MILLIS, contest.isDisturbed()))),
                List.of(
                        "Each request knows its key, sets its tenant in PostgreSQL, finds the queue under row-level"
                                + " security and reads its state from memory.",
                        contest.table().toString()));
    }
}
