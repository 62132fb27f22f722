package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.RawInsert;
import io.virtualqueue.bench.server.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joining: an answer means that the place is on the disk. */
public final class JoinRow implements Row {
    private static final double NO_TARGET = 0;
    /** The least ratio to the POST that stores nothing, by connections. */
    private static final Map<Integer, Double> TARGETS =
            new LinkedHashMap<>(Map.of(64, NO_TARGET, 128, 0.30, 512, 0.40, 4_000, NO_TARGET));

    private static final int CONNECTIONS_BESIDE_RAW_INSERT = 512;

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    @Override
    public String name() {
        return "join";
    }

    @Override
    public String title() {
        return "durable joins of visitors without a key";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer("join");
        try {
            String queue = server.tenant().waitingRoom(1);
            details.add("All into one queue. Each answer comes after the commit.");
            for (int connections : TARGETS.keySet().stream().sorted().toList()) {
                measure(lab, server, queue, connections);
            }
            return new RowReport(name(), title(), findings, details);
        } finally {
            server.discard();
        }
    }

    private void measure(Lab lab, PackagedServer server, String queue, int connections) throws Exception {
        lab.say("joins at " + connections + " connections");
        boolean isBesideRawInsert = connections == CONNECTIONS_BESIDE_RAW_INSERT;
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(Plans.emptyPost(lab, server, connections));
        if (isBesideRawInsert) {
            contestants.add(rawInsert(lab, server));
        }
        contestants.add(Plans.windowed(
                lab,
                "durable joins",
                server.target(),
                connections,
                RequestSource.constant(Joins.asVisitor(queue)),
                201,
                AnswerCheck.ANY));
        Contest contest = Contest.run(lab.scale().pairs(), contestants);
        details.add("### " + Numbers.exact(connections) + " connections\n\n" + contest.table());
        details.add("CPU time per answer: the POST that stores nothing takes "
                + contest.cpuRatio(0).asRatio() + " of what a join takes on the server and in PostgreSQL.");
        note(contest, connections, TARGETS.getOrDefault(connections, NO_TARGET));
        if (isBesideRawInsert) {
            noteRawInsert(contest);
        }
    }

    private static Contestant rawInsert(Lab lab, PackagedServer server) throws Exception {
        RawInsert insert = RawInsert.into(server.database());
        Target target = server.target();
        return new Contestant(
                "raw insert of the same rows",
                () -> lab.undisturbed(() -> lab.measured(
                        () -> insert.insertFor(lab.scale().settle(), lab.scale().window()), target)));
    }

    private void note(Contest contest, int connections, double target) {
        Spread ratio = contest.ratio(0);
        String what = Numbers.exact(connections) + " connections, beside the POST that stores nothing";
        String measured = contest.rowPerSecond().with("/s") + ", p50 "
                + Numbers.rounded(
                        contest.figure(contest.row(), sample -> sample.outcome().p50Millis())
                                .median())
                + " ms, p99 "
                + Numbers.rounded(
                        contest.figure(contest.row(), sample -> sample.outcome().p99Millis())
                                .median())
                + " ms";
        String limit = contest.figure(0, Sample::perSecond).with("/s");
        findings.add(
                target == NO_TARGET
                        ? Finding.plain(what, measured, limit, ratio.asRatio())
                        : new Finding(
                                what,
                                measured,
                                limit,
                                ratio.asRatio(),
                                "≥ " + Numbers.ratio(target),
                                Verdict.of(ratio.median() >= target, contest.isDisturbed())));
    }

    private void noteRawInsert(Contest contest) {
        findings.add(Finding.plain(
                "512 connections, beside the raw insert of the same rows",
                contest.rowPerSecond().with("/s"),
                contest.figure(1, Sample::perSecond).with(" rows/s"),
                contest.ratio(1).asRatio()));
        details.add("The raw insert writes the same rows of `event` and `session` into copies of the tables, in batches"
                + " of " + RawInsert.BATCH + " by one connection, one transaction each, with nothing around it; its"
                + " latencies are of transactions.");
    }
}
