package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.server.EachOnce;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Tenant;
import java.util.List;

/** Staff who all check people in at the same service at once. */
public final class CheckInRow implements Row {
    private static final int STAFF = 64;
    /** More than check in within the longest of runs. */
    private static final int PEOPLE = 100_000_000;

    @Override
    public String name() {
        return "check-in";
    }

    @Override
    public String title() {
        return "64 staff of a service desk check people in at once, each person with a ticket";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        try {
            Tenant tenant = server.tenant();
            String desk = tenant.serviceDesk();
            Contest contest = Contest.run(
                    lab.scale().fewerPairs(),
                    List.of(
                            Plans.rowLock(lab, server, STAFF),
                            Plans.windowed(
                                    lab,
                                    "check in",
                                    server.target(),
                                    STAFF,
                                    Joins.checkingIn(tenant, desk, 0, PEOPLE),
                                    201,
                                    new EachOnce("ticket"))));
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
                        "Each answer has a ticket that no other answer has. The limit is what anyone gets who draws the"
                                + " ticket's number from a row of its own and does not batch; a check-in is more than that"
                                + " (event, session, sealed person, head)."));
    }
}
