package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Crowd;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.CannedServer;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.Requests;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.BareVertx;
import io.virtualqueue.bench.server.PlaceRequests;
import io.virtualqueue.bench.server.Target;
import java.util.ArrayList;
import java.util.List;

/** Position reads, the call that waiting visitors make most. */
public final class PositionRow implements Row {
    private static final int CONNECTIONS = 128;
    private static final double OF_CONSTANT = 0.90;
    private static final double OF_BARE = 0.60;
    private static final int HUNDREDTH = 100;
    private static final int TENTH = 10;
    /** From this share of its own limit on, the generator may be what is measured. */
    private static final double GENERATOR_STRAINED = 0.8;

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    @Override
    public String name() {
        return "position";
    }

    @Override
    public String title() {
        return "position reads of random people, each with the own session token, in a line of three priorities";
    }

    @Override
    public boolean usesCrowd() {
        return true;
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        int most = lab.scale().waiting();
        Crowd.Filled crowd = lab.crowd().grownTo(most / HUNDREDTH);
        String size = Integer.toString(
                crowd.tenant().api().get("/v1/baseline").toString().length());
        Target canned = lab.launcher().program(CannedServer.class, size);
        Target bare = lab.launcher().program(BareVertx.class, size);
        details.add(CONNECTIONS + " connections. Limits are measured in turn with the row; times are medians.");
        // So that there are waits to estimate.
        crowd.tenant().setRate(crowd.queueId(), 1);
        try {
            for (int waiting : List.of(most / HUNDREDTH, most / TENTH, most)) {
                measure(lab, waiting, canned, bare);
            }
        } finally {
            canned.end();
            bare.end();
            crowd.tenant().setRate(crowd.queueId(), 0);
        }
        return new RowReport(name(), title(), findings, details);
    }

    private void measure(Lab lab, int waiting, Target canned, Target bare) throws Exception {
        Crowd.Filled crowd = lab.crowd().grownTo(waiting);
        boolean isMost = waiting == lab.scale().waiting();
        PlaceRequests reads = PlaceRequests.positions(crowd.places());
        String credential = "Authorization: Bearer " + crowd.places().token(0);
        RequestSource get = RequestSource.constant(Requests.get("/", credential));
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(Plans.constantGet(lab, crowd.server(), CONNECTIONS, credential));
        contestants.add(
                Plans.windowed(lab, "bare Vert.x, constant JSON", bare, CONNECTIONS, get, 200, AnswerCheck.ANY));
        if (isMost) {
            contestants.add(Plans.windowed(
                    lab, "the load generator's own limit", canned, CONNECTIONS, get, 200, AnswerCheck.ANY));
        }
        contestants.add(Plans.windowed(lab, "position reads", crowd.server().target(), CONNECTIONS, reads, 200, reads));
        lab.say("position reads with " + waiting + " waiting");
        Contest contest = Contest.run(isMost ? lab.scale().pairs() : lab.scale().fewerPairs(), contestants);
        details.add("### " + Numbers.exact(waiting) + " waiting\n\n" + contest.table());
        details.add("CPU time per answer: the constant JSON takes "
                + contest.cpuRatio(0).asRatio() + ", bare Vert.x "
                + contest.cpuRatio(1).asRatio() + " of what a position read takes on the server.");
        note(contest, waiting, isMost);
    }

    private void note(Contest contest, int waiting, boolean isMost) {
        String what = Numbers.exact(waiting) + " waiting";
        String measured = contest.rowPerSecond().with("/s");
        note(contest, 0, what + ", beside the same server's constant JSON", measured, isMost ? OF_CONSTANT : 0);
        note(contest, 1, what + ", beside bare Vert.x", measured, isMost ? OF_BARE : 0);
        if (isMost) {
            double share = contest.ratio(2).median();
            details.add("The load generator reached "
                    + contest.figure(2, Sample::perSecond).with("/s")
                    + " against a server of the same cores that does nothing; position reads came to "
                    + Numbers.ratio(share) + " of that, so that it was "
                    + (share < GENERATOR_STRAINED ? "not the bottleneck." : "perhaps the bottleneck."));
        }
    }

    private void note(Contest contest, int limit, String what, String measured, double target) {
        Spread ratio = contest.ratio(limit);
        String limitText = contest.figure(limit, Sample::perSecond).with("/s");
        findings.add(
                target == 0
                        ? Finding.plain(what, measured, limitText, ratio.asRatio())
                        : new Finding(
                                what,
                                measured,
                                limitText,
                                ratio.asRatio(),
                                "≥ " + Numbers.ratio(target),
                                Verdict.of(ratio.median() >= target, contest.isDisturbed())));
    }
}
