package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.LoadRun;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.WrongAnswerException;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Table;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.Acknowledged;
import io.virtualqueue.bench.server.Audit;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.Journal;
import io.virtualqueue.bench.server.PackagedServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Kills the server under load and sees what became of what it had promised. */
public final class CrashRow implements Row {
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 64;
    private static final int RATE_PER_MINUTE = 60_000;
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(1);
    private static final int LEAST_MILLIS = 1_500;
    private static final int MOST_MILLIS = 4_000;

    private final Table table = new Table(
            "round",
            "killed after ms",
            "acknowledged so far",
            "in the journal",
            "lost",
            "doubled",
            "other number",
            "gaps",
            "released",
            "twice",
            "out of order");
    private long faults;
    private long acknowledgedCount;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String title() {
        return "kill -9 under joins, with releases";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer("crash");
        try {
            String queue = server.tenant().waitingRoom(RATE_PER_MINUTE);
            Acknowledged acknowledged = new Acknowledged();
            Random random = new Random();
            for (int round = 1; round <= ROUNDS; round++) {
                int millis = random.nextInt(LEAST_MILLIS, MOST_MILLIS);
                killUnderLoad(server, queue, acknowledged, millis);
                server.startAgain();
                server.awaitReady();
                audit(round, millis, server, queue, acknowledged.seqs());
            }
        } finally {
            server.discard();
        }
        Finding finding = new Finding(
                "joins lost, doubled or renumbered; people released twice or out of order",
                Numbers.exact(faults),
                Numbers.exact(acknowledgedCount) + " acknowledged joins, " + ROUNDS + " kills",
                "",
                "0",
                Verdict.of(faults == 0, false));
        return new RowReport(
                name(),
                title(),
                List.of(finding),
                List.of(
                        CONNECTIONS
                                + " connections join without pause while 1,000 a second are released. After each restart"
                                + " the whole journal is read: every join that was answered 201 must be there once, with the"
                                + " number that the answer said. What is there beyond them was committed and not answered"
                                + " any more.",
                        table.toString()));
    }

    private static void killUnderLoad(PackagedServer server, String queue, Acknowledged acknowledged, int millis)
            throws Exception {
        LoadRun run = LoadRun.start(new LoadPlan(
                server.port(),
                CONNECTIONS,
                RequestSource.constant(Joins.asVisitor(queue)),
                201,
                acknowledged,
                Duration.ZERO,
                LONGEST_LOAD));
        Thread.sleep(millis);
        server.kill();
        run.stop();
        LoadOutcome outcome = run.finish();
        for (String error : outcome.errors().keySet()) {
            // Broken connections are meant; an answer of another status, or a wrong one, is not.
            if (Character.isDigit(error.charAt(0)) || error.contains("join") || error.contains("twice")) {
                throw new WrongAnswerException(error);
            }
        }
    }

    private void audit(int round, int millis, PackagedServer server, String queue, Map<UUID, Long> acknowledged)
            throws Exception {
        Audit audit = Audit.of(Journal.events(server.database(), queue));
        Map<UUID, Long> rows = new HashMap<>();
        long doubled = audit.joinedAgain();
        for (Journal.SessionRow row : Journal.sessions(server.database(), queue)) {
            doubled += rows.put(row.id(), row.seq()) == null ? 0 : 1;
        }
        long lost = acknowledged.keySet().stream()
                .filter(id -> !rows.containsKey(id) || !audit.joinSeqs().containsKey(id))
                .count();
        long renumbered = acknowledged.entrySet().stream()
                .filter(join -> audit.joinSeqs().containsKey(join.getKey())
                        && !audit.joinSeqs().get(join.getKey()).equals(join.getValue()))
                .count();
        acknowledgedCount = acknowledged.size();
        faults += lost + doubled + renumbered + audit.gaps() + audit.releasedAgain() + audit.outOfOrder();
        table.row(
                Integer.toString(round),
                Integer.toString(millis),
                Numbers.exact(acknowledged.size()),
                Numbers.exact(audit.joinSeqs().size()),
                Numbers.exact(lost),
                Numbers.exact(doubled),
                Numbers.exact(renumbered),
                Numbers.exact(audit.gaps()),
                Numbers.exact(audit.releaseMicros().size()),
                Numbers.exact(audit.releasedAgain()),
                Numbers.exact(audit.outOfOrder()));
    }
}
