package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.listen.Listening;
import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Spread;
import io.virtualqueue.bench.report.Table;
import io.virtualqueue.bench.report.Verdict;
import io.virtualqueue.bench.server.BareBroadcaster;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Target;
import io.virtualqueue.bench.server.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Live updates for very many who listen to one queue while people join it and others are released. */
public final class PushRow implements Row {
    private static final int LISTENERS = 10_000;
    /** As many as are told at once where they stand. */
    private static final int FEW = 100;
    /** Joins, and as many releases. */
    private static final int PER_SECOND = 1;

    private static final int BUSY_PER_SECOND = 50;
    private static final double NEAR_MILLIS = 50;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MOST = 99;
    private static final int HALF = 50;
    private static final double BYTES_PER_KILOBYTE = 1e3;

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final List<Histogram> near = new ArrayList<>();

    @Override
    public String name() {
        return "push";
    }

    @Override
    public String title() {
        return "live updates of one queue to 10,000 connections: SignalR, plain WebSocket, Socket.IO, server-sent events";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name());
        Target bare = lab.launcher().program(BareBroadcaster.class);
        try {
            Tenant tenant = server.tenant();
            Told few = few(lab, server, tenant);
            String queue = tenant.waitingRoom(0);
            int count = lab.scale().people(LISTENERS);
            lab.say("letting " + count + " people join and listen");
            Audience row = Audience.waitingIn(lab, server, tenant, queue, count);
            Audience limit = row.ofBare(bare, few.notes().queueBytes());
            memory(lab, row, limit);
            contest(
                    lab,
                    row,
                    limit,
                    new QueueNews(server, tenant, queue, PER_SECOND),
                    new BareNews(bare, Duration.ofSeconds(1).dividedBy(2 * PER_SECOND)));
            busy(lab, row, new QueueNews(server, tenant, queue, BUSY_PER_SECOND));
            details.add(HOW);
            return new RowReport(name(), title(), findings, details);
        } finally {
            bare.end();
            server.discard();
        }
    }

    /** Nobody listens but the first hundred of a line. */
    private Told few(Lab lab, PackagedServer server, Tenant tenant) throws Exception {
        lab.say(FEW + " connections");
        String queue = tenant.waitingRoom(0);
        Audience audience = Audience.waitingIn(lab, server, tenant, queue, FEW);
        QueueNews news = new QueueNews(server, tenant, queue, PER_SECOND);
        List<Told> last = new ArrayList<>();
        Sample sample = lab.undisturbed(() -> {
            Told told = listen(lab, audience, news);
            last.add(told);
            return told.sample();
        });
        Told told = last.getLast();
        Histogram places = told.near(news);
        double most = millis(places, MOST);
        findings.add(new Finding(
                "p99 from a release to the new places of the first hundred, " + FEW + " connections",
                Numbers.rounded(most) + " ms",
                "",
                "",
                "≤ " + Numbers.rounded(NEAR_MILLIS) + " ms",
                Verdict.of(most <= NEAR_MILLIS, sample.cpu().isDisturbed())));
        details.add("### " + FEW + " connections\n\nAll are among the first hundred of their line. "
                + PER_SECOND + " joins and as many releases a second.\n\n"
                + new Table("what", "p50 ms", "p99 ms")
                        .row(
                                "how full the queue is",
                                Numbers.rounded(sample.outcome().p50Millis()),
                                Numbers.rounded(sample.outcome().p99Millis()))
                        .row("where they stand", Numbers.rounded(millis(places, HALF)), Numbers.rounded(most)));
        return told;
    }

    private static Told listen(Lab lab, Audience audience, News news) throws Exception {
        try (Listening listening = audience.open()) {
            return Told.listen(lab, listening, news, lab.scale().rateWindow());
        }
    }

    private void memory(Lab lab, Audience row, Audience limit) throws Exception {
        lab.say("memory");
        Audience.Memory bare = limit.memory(lab.launcher().java());
        Audience.Memory own = row.memory(lab.launcher().java());
        findings.add(memory("heap for each connection", own, bare, Audience.Memory::heapOfEach));
        findings.add(memory("RAM for each connection", own, bare, Audience.Memory::residentOfEach));
        details.add("### Memory\n\n"
                + new Table("what", "heap before", "heap with all", "RAM before", "RAM with all")
                        .row(memory("bare Vert.x", bare))
                        .row(memory("the server", own)));
    }

    private static String[] memory(String what, Audience.Memory memory) {
        return new String[] {
            what,
            Numbers.megabytes(memory.before().usedBytes()),
            Numbers.megabytes(memory.with().usedBytes()),
            Numbers.megabytes(memory.before().residentBytes()),
            Numbers.megabytes(memory.with().residentBytes())
        };
    }

    private static Finding memory(
            String what, Audience.Memory own, Audience.Memory bare, ToDoubleFunction<Audience.Memory> figure) {
        return Finding.plain(
                what,
                kilobytes(figure.applyAsDouble(own)),
                kilobytes(figure.applyAsDouble(bare)) + " for bare Vert.x",
                Numbers.ratio(figure.applyAsDouble(own) / figure.applyAsDouble(bare)));
    }

    private static String kilobytes(double bytes) {
        return Numbers.rounded(bytes / BYTES_PER_KILOBYTE) + " kB";
    }

    private void contest(Lab lab, Audience row, Audience limit, QueueNews news, BareNews bareNews) throws Exception {
        lab.say("all listen");
        Contest contest = Contest.run(
                lab.scale().fewerPairs(),
                List.of(
                        new Contestant(
                                "bare Vert.x, a text of the same size to everyone",
                                () -> lab.undisturbed(
                                        () -> listen(lab, limit, bareNews).sample())),
                        new Contestant(
                                "live updates",
                                () -> lab.undisturbed(() -> {
                                    Told told = listen(lab, row, news);
                                    near.add(told.near(news));
                                    return told.sample();
                                }))));
        String disturbed = contest.isDisturbed() ? " (disturbed)" : "";
        String connections = ", " + Numbers.exact(row.count()) + " connections" + disturbed;
        findings.add(beside(contest, "p50 from an event to everyone" + connections, LoadOutcome::p50Millis));
        findings.add(beside(contest, "p99 from an event to everyone" + connections, LoadOutcome::p99Millis));
        Spread places = Spread.of(
                near.stream().map(latencies -> millis(latencies, MOST)).toList());
        findings.add(Finding.plain(
                "p99 from a release to the new places of the first hundred" + connections, places.with(" ms"), "", ""));
        findings.add(Finding.plain(
                "CPU of the server for each text" + disturbed,
                contest.figure(contest.row(), Sample::serverMicros).with(" µs"),
                contest.figure(0, Sample::serverMicros).with(" µs"),
                Numbers.ratio(
                        contest.figure(contest.row(), Sample::serverMicros).median()
                                / contest.figure(0, Sample::serverMicros).median())));
        details.add("### " + Numbers.exact(row.count()) + " connections\n\n" + PER_SECOND
                + " joins and as many releases a second; bare Vert.x sends " + 2 * PER_SECOND
                + " texts a second to everyone. The server tells everyone where they stand besides, one text to each"
                + " after a release.\n\n" + contest.table());
    }

    private static Finding beside(Contest contest, String what, ToDoubleFunction<LoadOutcome> figure) {
        Spread own = contest.figure(contest.row(), sample -> figure.applyAsDouble(sample.outcome()));
        Spread bare = contest.figure(0, sample -> figure.applyAsDouble(sample.outcome()));
        return Finding.plain(
                what,
                own.with(" ms"),
                bare.with(" ms") + " for bare Vert.x",
                Numbers.ratio(own.median() / bare.median()));
    }

    /** More happens than can be told one by one. */
    private void busy(Lab lab, Audience row, QueueNews news) throws Exception {
        lab.say("a busy queue");
        Sample sample = lab.undisturbed(() -> listen(lab, row, news).sample());
        double events = (double) sample.outcome().latencies().getTotalCount()
                / row.count()
                / lab.scale().rateWindow().toSeconds();
        findings.add(Finding.plain(
                "p99 from an event to everyone, " + Numbers.rounded(events) + " events a second"
                        + (sample.cpu().isDisturbed() ? " (disturbed)" : ""),
                Numbers.rounded(sample.outcome().p99Millis()) + " ms",
                "",
                ""));
        details.add("### A busy queue\n\n"
                + new Table("", "")
                        .row("events a second, each told to everyone", Numbers.rounded(events))
                        .row("texts a second, all listeners together", Numbers.rounded(sample.perSecond()))
                        .row(
                                "from an event to everyone",
                                "p50 " + Numbers.rounded(sample.outcome().p50Millis()) + " ms, p99 "
                                        + Numbers.rounded(sample.outcome().p99Millis()) + " ms")
                        .row(
                                "CPU of all cores, by anyone",
                                Numbers.percent(sample.cpu().busyShare()))
                        .row("load from outside", Numbers.percent(sample.cpu().outsideShare())));
    }

    private static double millis(Histogram latencies, int percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    private static final String HOW =
            "Every listener waits in the queue and listens with the own session token. Times are"
                    + " from the time of the event in the journal, which the database gives it just before the commit, to the"
                    + " reading of the text that tells it, or of one that tells a later state; the bare broadcaster takes the time"
                    + " before it tells. Everyone must hear of every event, or the row fails. \"Per second\" are texts to all"
                    + " listeners together; the CPU time is for each of them, and holds what the joins and releases themselves"
                    + " take. Memory is what there is more with all connections than before, of the heap and of the whole process,"
                    + " each after a garbage collection; buffers of the kernel are not in it, and RAM that was free in the process before is"
                    + " used first.";
}
