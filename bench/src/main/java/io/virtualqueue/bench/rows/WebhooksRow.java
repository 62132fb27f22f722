package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contest;
import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Row;
import io.virtualqueue.bench.Sample;
import io.virtualqueue.bench.deliver.BareSender;
import io.virtualqueue.bench.deliver.Receiver;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.LoadRun;
import io.virtualqueue.bench.load.Paced;
import io.virtualqueue.bench.report.Finding;
import io.virtualqueue.bench.report.Numbers;
import io.virtualqueue.bench.report.RowReport;
import io.virtualqueue.bench.report.Table;
import io.virtualqueue.bench.server.HttpApi;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Target;
import io.virtualqueue.bench.server.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Deliveries of webhooks to a receiver that answers at once, beside the HTTP client alone. */
public final class WebhooksRow implements Row {
    private static final int DELIVERIES = 20_000;
    private static final int MANY_WEBHOOKS = 8;
    /** What the server has under way for one webhook. */
    private static final int AT_ONCE = 16;

    private static final int JOINING_CONNECTIONS = 64;
    private static final int TRICKLE_PER_SECOND = 20;
    private static final Duration ARRIVE_WITHIN = Duration.ofMinutes(5);

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private int joined;
    private long again;

    /** What is measured: a server whose tenant has webhooks, the client alone, and whom both send to. */
    private record Scene(Lab lab, PackagedServer server, Tenant tenant, Target bare, Receiver receiver) {
        String queueWithWebhooks(int count) throws Exception {
            String queue = tenant.waitingRoom(0);
            for (int i = 0; i < count; i++) {
                tenant.tellJoinsOf(queue, "http://127.0.0.1:" + receiver.port() + "/");
            }
            return queue;
        }

        /** That a tenant has webhooks now is noticed within seconds; what is measured begins after that. */
        void awaitFollowed(String queue) throws Exception {
            join(queue);
            receiver.await(1, ARRIVE_WITHIN);
        }

        void join(String queue) throws IOException, InterruptedException {
            HttpApi.anonymous(server.port()).post("/v1/public/queues/" + queue + "/sessions", Map.of(), 201);
        }
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public String title() {
        return "deliveries of webhooks to a receiver that answers at once";
    }

    @Override
    public RowReport measure(Lab lab) throws Exception {
        PackagedServer server = lab.startServer(name(), Map.of("VQ_OUTBOUND_ALLOW_PRIVATE", "true"));
        Target bare = lab.launcher().program(BareSender.class);
        try (Receiver receiver = Receiver.start()) {
            Scene scene = new Scene(lab, server, server.tenant(), bare, receiver);
            String queue = scene.queueWithWebhooks(1);
            scene.awaitFollowed(queue);
            int bytes = trickle(scene, queue);
            compare(scene, queue, 1, bytes);
            compare(scene, scene.queueWithWebhooks(MANY_WEBHOOKS), MANY_WEBHOOKS, bytes);
            details.add(HOW + " Deliveries that came more than once: " + Numbers.exact(again) + ".");
            return new RowReport(name(), title(), findings, details);
        } finally {
            bare.end();
            server.discard();
        }
    }

    /** A few joins a second; returns the mean size of bodies. */
    private int trickle(Scene scene, String queue) throws Exception {
        scene.lab().say("a few joins a second");
        Duration lasts = scene.lab().scale().rateWindow();
        Sample sample = scene.lab().undisturbed(() -> {
            scene.receiver().forget();
            return scene.lab()
                    .measured(
                            () -> {
                                long start = System.nanoTime();
                                AtomicInteger count = new AtomicInteger();
                                Paced joins = Paced.start(Duration.ofSeconds(1).dividedBy(TRICKLE_PER_SECOND), () -> {
                                    scene.join(queue);
                                    return count.incrementAndGet();
                                });
                                Thread.sleep(lasts);
                                joins.stop();
                                scene.receiver().await(count.get(), ARRIVE_WITHIN);
                                return scene.receiver().outcome(start);
                            },
                            scene.server().target());
        });
        LoadOutcome outcome = sample.outcome();
        findings.add(Finding.plain(
                "from a join to its delivery, " + TRICKLE_PER_SECOND + " joins a second"
                        + (sample.cpu().isDisturbed() ? " (disturbed)" : ""),
                "p50 " + Numbers.rounded(outcome.p50Millis()) + " ms, p99 " + Numbers.rounded(outcome.p99Millis())
                        + " ms",
                "",
                ""));
        details.add("### A few joins a second\n\n"
                + new Table("", "")
                        .row(
                                "from the event's time in the journal to the receiver",
                                Numbers.rounded(outcome.p50Millis()) + " ms (p50), "
                                        + Numbers.rounded(outcome.p99Millis()) + " ms (p99)")
                        .row("size of a body", scene.receiver().meanBytes() + " bytes"));
        return scene.receiver().meanBytes();
    }

    private void compare(Scene scene, String queue, int webhooks, int bytes) throws Exception {
        String what = webhooks == 1 ? "one webhook" : webhooks + " webhooks of the same events";
        scene.lab().say("deliveries to " + what);
        int deliveries = scene.lab().scale().people(DELIVERIES);
        int atOnce = webhooks * AT_ONCE;
        Contest contest = Contest.run(
                scene.lab().scale().fewerPairs(),
                List.of(
                        new Contestant(
                                "the HTTP client alone, " + atOnce + " at once",
                                () -> scene.lab().undisturbed(() -> bare(scene, deliveries, atOnce, bytes))),
                        new Contestant(
                                "deliveries of webhooks",
                                () -> scene.lab().undisturbed(() -> row(scene, queue, deliveries, webhooks)))));
        findings.add(Finding.plain(
                "deliveries to " + what + (contest.isDisturbed() ? " (disturbed)" : ""),
                contest.rowPerSecond().with("/s"),
                contest.figure(0, Sample::perSecond).with("/s") + " by the HTTP client alone",
                contest.ratio(0).asRatio()));
        details.add("### Deliveries to " + what + "\n\n" + Numbers.exact(deliveries / webhooks)
                + " people join as fast as they can.\n\n" + contest.table());
    }

    private static Sample bare(Scene scene, int deliveries, int atOnce, int bytes) throws Exception {
        scene.receiver().forget();
        return scene.lab()
                .measured(
                        () -> {
                            long start = System.nanoTime();
                            HttpApi.anonymous(scene.bare().port())
                                    .post(
                                            "/send?to=" + scene.receiver().port() + "&count=" + deliveries + "&bytes="
                                                    + bytes + "&atOnce=" + atOnce,
                                            Map.of(),
                                            200);
                            scene.receiver().await(deliveries, ARRIVE_WITHIN);
                            return scene.receiver().outcome(start);
                        },
                        scene.bare());
    }

    private Sample row(Scene scene, String queue, int deliveries, int webhooks) throws Exception {
        scene.receiver().forget();
        int people = deliveries / webhooks;
        Joins joins = new Joins(scene.tenant(), queue, joined, people);
        joined += people;
        Sample sample = scene.lab()
                .measured(
                        () -> {
                            long start = System.nanoTime();
                            LoadRun.start(LoadPlan.all(
                                            scene.server().port(), JOINING_CONNECTIONS, joins, 201, AnswerCheck.ANY))
                                    .finish()
                                    .requireClean();
                            scene.receiver().await(people * webhooks, ARRIVE_WITHIN);
                            return scene.receiver().outcome(start);
                        },
                        scene.server().target());
        again += sample.outcome().answers() - sample.outcome().counted();
        return sample;
    }

    private static final String HOW =
            "Every join is an event, every event a row for each webhook, and every row a body that"
                    + " is made, signed, sent and written down. The time is from the first join to the last delivery, and the CPU"
                    + " time holds the joins too. Latencies under this load are of a backlog; those of a few joins a second are"
                    + " what one waits. The HTTP client alone is the same client with the same settings, bodies and headers of the"
                    + " same sizes, and nothing else. The receiver belongs to the load generator and says 200 at once.";
}
