package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.Requests;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.server.EachOnce;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Tenant;
import java.util.List;

/** Staff who all call the next one of the same line at once. */
public final class CallNextRow implements Row {
    private static final int STAFF = 64;
    private static final int FILLING_CONNECTIONS = 512;
    /** More than are called in the longest of runs. */
    private static final int PEOPLE = 300_000;

    @Override
    public String name() {
        return "call-next";
    }

    @Override
    public String title() {
        return "64 staff of a service desk call the next one at once";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        try {
            Tenant tenant = server.tenant();
            String desk = tenant.serviceDesk();
            int people = lab.scale().people(PEOPLE);
            lab.say("letting " + people + " people join");
            Joins joins = new Joins(tenant, desk, 0, people);
            lab.loadOnce(
                    LoadPlan.all(server.port(), FILLING_CONNECTIONS, joins, 201, new Places(people)), server.target());
            RequestSource calls = RequestSource.constant(
                    Requests.post("/v1/queues/" + desk + "/call-next", "{}", tenant.keyHeader()));
            Contest contest = Contest.run(
                    lab.scale().fewerPairs(),
                    List.of(
                            Plans.rowLock(lab, server, STAFF),
                            Plans.windowed(
                                    lab, "call next", server.target(), STAFF, calls, 200, new EachOnce("sessionId"))));
            return report(contest);
        } finally {
            server.discard();
        }
    }

    private RowReport report(Contest contest) {
        return new RowReport(
                name(),
                title(),
                List.of(Finding.plain(
                        "beside " + STAFF + " connections that lock, change and commit one row"
                                + (contest.isDisturbed() ? " (disturbed)" : ""),
                        contest.rowPerSecond().with("/s"),
                        contest.figure(0, Sample::perSecond).with("/s"),
                        contest.ratio(0).asRatio())),
                List.of(
                        contest.table().toString(),
                        "No person is called twice: each answer is looked at.",
                        "The limit is what anyone gets who does not batch; a call is more than that (event, session, head),"
                                + " but one transaction carries the calls of many."));
    }
}
