package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.PlaceRequests;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What knowing the caller costs, and counting the caller's requests: the same calls with and without. */
public final class AccessRow implements Row {
    private static final int JOIN_CONNECTIONS = 512;
    private static final int READ_CONNECTIONS = 128;
    private static final int WAITING = 100_000;
    /** More than a run needs; each join is of a person of its own. */
    private static final int JOINERS = 500_000_000;

    private static final double TARGET = 0.80;
    /** In force, and never reached. */
    private static final String LIMIT = "10000000";

    private static final Map<String, String> LIMITED =
            Map.of("VQ_RATE_LIMIT_PER_MINUTE", LIMIT, "VQ_PUBLIC_JOIN_RATE_LIMIT_PER_MINUTE", LIMIT);

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    /** A server with people who wait in one queue, and a queue to join. */
    private record Filled(
            PackagedServer server, Places places, PlaceRequests withKey, Joins joins, RequestSource visitors) {}

    @Override
    public String name() {
        return "access";
    }

    @Override
    public String title() {
        return "joins and position reads with an API key, a session token and a rate limit, beside those without";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer free = lab.startServer("access");
        PackagedServer limited = lab.startServer("access-limited", LIMITED);
        try {
            Filled unlimited = filled(lab, free);
            Filled counted = filled(lab, limited);
            details.add(
                    "The limit is " + Numbers.exact(Long.parseLong(LIMIT)) + " a minute and never reached; the servers"
                            + " are alike otherwise and are asked in turn. That a join without a credential and one with an API key"
                            + " differ in their bodies too is part of the figure.");
            measureJoins(lab, unlimited, counted);
            measureReads(lab, unlimited, counted);
            return new RowReport(name(), title(), findings, details);
        } finally {
            free.discard();
            limited.discard();
        }
    }

    private static Filled filled(Lab lab, PackagedServer server) throws Exception {
        Tenant tenant = server.tenant();
        int count = lab.scale().people(WAITING);
        Places places = new Places(count);
        String line = tenant.waitingRoom(0);
        lab.say("letting " + count + " people join");
        lab.loadOnce(
                LoadPlan.all(server.port(), JOIN_CONNECTIONS, new Joins(tenant, line, 0, count), 201, places),
                server.target());
        tenant.setRate(line, 1);
        String queue = tenant.waitingRoom(1);
        return new Filled(
                server,
                places,
                PlaceRequests.positions(places, tenant, line),
                new Joins(tenant, queue, 0, JOINERS),
                RequestSource.constant(Joins.asVisitor(queue)));
    }

    private void measureJoins(Lab lab, Filled unlimited, Filled counted) throws Exception {
        lab.say("joins");
        compare(
                lab,
                "joins with an API key, beside joins without a credential",
                joins(lab, unlimited, "without a credential", unlimited.visitors()),
                joins(lab, unlimited, "with an API key", unlimited.joins()));
        compare(
                lab,
                "joins with an API key and a limit, beside those without the limit",
                joins(lab, unlimited, "without a limit", unlimited.joins()),
                joins(lab, counted, "with a limit", counted.joins()));
        compare(
                lab,
                "joins without a credential and with a limit, beside those without the limit",
                joins(lab, unlimited, "without a limit", unlimited.visitors()),
                joins(lab, counted, "with a limit", counted.visitors()));
    }

    private void measureReads(Lab lab, Filled unlimited, Filled counted) throws Exception {
        PlaceRequests own = PlaceRequests.positions(unlimited.places());
        PlaceRequests key = unlimited.withKey();
        PlaceRequests countedOwn = PlaceRequests.positions(counted.places());
        PlaceRequests countedKey = counted.withKey();
        lab.say("position reads");
        compare(
                lab,
                "position reads with an API key, beside those with session tokens",
                reads(lab, unlimited, "with session tokens", own),
                reads(lab, unlimited, "with an API key", key));
        compare(
                lab,
                "position reads with session tokens and a limit, beside those without the limit",
                reads(lab, unlimited, "without a limit", own),
                reads(lab, counted, "with a limit", countedOwn));
        compare(
                lab,
                "position reads with an API key and a limit, beside those without the limit",
                reads(lab, unlimited, "without a limit", key),
                reads(lab, counted, "with a limit", countedKey));
    }

    private static Contestant joins(Lab lab, Filled filled, String name, RequestSource source) {
        return Plans.windowed(lab, name, filled.server().target(), JOIN_CONNECTIONS, source, 201, AnswerCheck.ANY);
    }

    private static Contestant reads(Lab lab, Filled filled, String name, PlaceRequests reads) {
        return Plans.windowed(lab, name, filled.server().target(), READ_CONNECTIONS, reads, 200, reads);
    }

    private void compare(Lab lab, String what, Contestant without, Contestant with) throws Exception {
        Contest contest = Contest.run(lab.scale().pairs(), List.of(without, with));
        details.add("### " + what + "\n\n" + contest.table());
        findings.add(new Finding(
                what,
                contest.rowPerSecond().with("/s"),
                contest.figure(0, Sample::perSecond).with("/s"),
                contest.ratio(0).asRatio(),
                "≥ " + Numbers.ratio(TARGET),
                Verdict.of(contest.ratio(0).median() >= TARGET, contest.isDisturbed())));
    }
}
