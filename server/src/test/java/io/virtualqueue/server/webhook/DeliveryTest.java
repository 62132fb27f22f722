package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.outbound.BreakerPolicy;
import io.virtualqueue.server.session.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told what, and in which order. */
class DeliveryTest {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    private static final List<String> SHORT_VISIT = List.of("user.joined", "user.left");

    private final DeliveryScene scene = new DeliveryScene();
    private final Inbox inbox = new Inbox();

    @AfterEach
    void close() {
        scene.close();
        inbox.close();
    }

    private void leave(QueueKey queue, UUID session) {
        scene.submit(queue, new Command.Leave(session));
    }

    @Test
    void whatHappensArrivesOnceSignedAndOfEachSessionInOrder() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        QueueKey desk = scene.desk();
        List<UUID> sessions = IntStream.range(0, 20)
                .mapToObj(i -> scene.join(desk, "user " + i))
                .toList();
        sessions.forEach(session -> leave(desk, session));

        await().atMost(ARRIVES_WITHIN).untilAsserted(() -> {
            assertThat(inbox.letters()).hasSize(40);
            assertThat(scene.states(webhook)).hasSize(40).containsOnly("delivered");
        });
        assertThat(sessions)
                .allSatisfy(session -> assertThat(inbox.typesOf(session)).isEqualTo(SHORT_VISIT));
        WebhookSecret secret = new WebhookSecret("a secret of " + webhook.id());
        assertThat(inbox.letters()).allSatisfy(letter -> {
            byte[] body = letter.text().getBytes(StandardCharsets.UTF_8);
            assertThat(letter.headers())
                    .containsEntry("x-webhook-signature", Signatures.plain(secret, body))
                    .containsEntry("x-webhook-event", letter.type())
                    .containsEntry("webhook-id", letter.id())
                    .containsEntry("user-agent", "VirtualQueue-Webhook/1.0");
        });
        assertThat(inbox.of(sessions.get(3))
                        .findFirst()
                        .orElseThrow()
                        .session()
                        .path("userEmail")
                        .asText())
                .isEqualTo("user 3@example.com");
        assertThat(scene.registry.get("events.processed").counter().count()).isGreaterThanOrEqualTo(40);
        assertThat(scene.registry.get("event.processing.duration").timer().count())
                .isPositive();
    }

    @Test
    void whoeverIsDoneMaySayHowItWas() {
        scene.webhook(inbox.url(), "user.called", "user.completed");
        QueueKey desk = scene.desk();
        UUID ann = scene.join(desk, "ann");
        scene.submit(desk, new Command.CallNext("7"));
        scene.submit(desk, new Command.Complete(ann));

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.typesOf(ann)).containsExactly("user.called", "user.completed"));
        assertThat(inbox.of(ann).map(Inbox.Letter::text))
                .satisfiesExactly(
                        called -> assertThat(called).doesNotContain("feedback"),
                        completed -> assertThat(completed)
                                .containsPattern("\"feedback\":\\{\"token\":\"vqf_[A-Za-z0-9_-]{96}\""));
    }

    @Test
    void nobodyIsToldOfWhatWasBeforeOrWasNotAskedFor() {
        QueueKey old = scene.desk();
        UUID early = scene.join(old, "early");
        scene.webhook(inbox.url(), "user.left", "queue.*");

        UUID late = scene.join(old, "late");
        leave(old, late);
        leave(old, early);
        QueueKey fresh = scene.desk();

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.letters()).hasSize(3));
        assertThat(inbox.letters()).extracting(Inbox.Letter::type).containsOnly("user.left", "queue.created");
        assertThat(inbox.letters().stream().filter(letter -> letter.type().equals("queue.created")))
                .singleElement()
                .satisfies(letter -> assertThat(letter.body()
                                .path("data")
                                .path("queue")
                                .path("id")
                                .asText())
                        .isEqualTo(fresh.queueId().toString()));
    }

    @Test
    void aWebhookMayBeOfOneApplicationOrOneQueue() {
        UUID application = UUID.randomUUID();
        QueueKey ofApplication = scene.queue(DeliveryScene.deskSettings(), application);
        QueueKey other = scene.desk();
        Inbox ofQueue = new Inbox();
        scene.webhook(
                inbox.url(),
                webhook -> DeliveryScene.with(webhook, Webhook.Kind.WEBHOOK, application, null, DeliveryScene.SOON),
                "*");
        scene.webhook(
                ofQueue.url(),
                webhook -> DeliveryScene.with(webhook, Webhook.Kind.WEBHOOK, null, other.queueId(), DeliveryScene.SOON),
                "*");

        UUID there = scene.join(ofApplication, "there");
        UUID elsewhere = scene.join(other, "elsewhere");

        await().atMost(ARRIVES_WITHIN).untilAsserted(() -> {
            assertThat(inbox.typesOf(there)).containsExactly("user.joined");
            assertThat(ofQueue.typesOf(elsewhere)).containsExactly("user.joined");
        });
        assertThat(inbox.letters()).hasSize(1);
        assertThat(ofQueue.letters()).hasSize(1);
        ofQueue.close();
    }

    @Test
    void theCallbackOfAQueueTakesThePlaceOfItsApplications() {
        UUID application = UUID.randomUUID();
        QueueKey plain = scene.queue(QueueSettings.serviceDesk("Plain"), application);
        QueueKey special = scene.queue(QueueSettings.serviceDesk("Special"), application);
        Inbox ofQueue = new Inbox();
        scene.webhook(
                inbox.url(),
                webhook -> DeliveryScene.with(webhook, Webhook.Kind.CALLBACK, application, null, DeliveryScene.SOON),
                "user.called");
        scene.webhook(
                ofQueue.url(),
                webhook ->
                        DeliveryScene.with(webhook, Webhook.Kind.CALLBACK, null, special.queueId(), DeliveryScene.SOON),
                "user.called");
        UUID ann = scene.join(plain, "ann");
        UUID bob = scene.join(special, "bob");
        scene.submit(plain, new Command.CallNext("1"));
        scene.submit(special, new Command.CallNext("2"));

        await().atMost(ARRIVES_WITHIN).untilAsserted(() -> {
            assertThat(inbox.typesOf(ann)).containsExactly("user.called");
            assertThat(ofQueue.typesOf(bob)).containsExactly("user.called");
        });
        assertThat(inbox.letters()).hasSize(1);
        await().untilAsserted(() -> assertThat(
                        scene.registry.get("callback.success").counter().count())
                .isEqualTo(2));
        ofQueue.close();
    }

    @Test
    void changesOfPositionAreToldToThoseWhoAskForThem() {
        QueueKey desk = scene.desk();
        scene.webhook(inbox.url(), "session.position_changed");
        UUID first = scene.join(desk, "first");
        UUID second = scene.join(desk, "second");
        UUID third = scene.join(desk, "third");
        // Before that, nobody's position has been told.
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(
                                scene.registry.get("events.processed").counter().count())
                        .isEqualTo(4));

        leave(desk, first);

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.letters()).hasSize(2));
        Inbox.Letter moved = inbox.of(third).findFirst().orElseThrow();
        assertThat(moved.session().path("position").asInt()).isEqualTo(2);
        assertThat(moved.body().path("data").path("previousPosition").asInt()).isEqualTo(3);
        assertThat(inbox.typesOf(second)).containsExactly("session.position_changed");
    }

    @Test
    void twoServersTellEverythingOnceAndInOrder() {
        DeliveryScene.Server other = scene.startServer(BreakerPolicy.DEFAULT.withEveryErrorAsFailure());
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        QueueKey desk = scene.desk();
        List<UUID> sessions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            DeliveryScene.Server at = i % 2 == 0 ? scene.server : other;
            sessions.add(scene.join(at, desk, "user " + i, Person.NONE));
        }
        sessions.forEach(session -> leave(desk, session));

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(
                        () -> assertThat(scene.states(webhook)).hasSize(120).containsOnly("delivered"));
        assertThat(sessions)
                .allSatisfy(session -> assertThat(inbox.typesOf(session)).isEqualTo(SHORT_VISIT));
    }

    @Test
    void aReplayHasTheIdsOfTheEvents() {
        QueueKey desk = scene.desk();
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        UUID ann = scene.join(desk, "ann");
        leave(desk, ann);
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.typesOf(ann)).isEqualTo(SHORT_VISIT));

        int added = scene.database
                .tenants()
                .inTenant(
                        scene.tenantId,
                        handle -> new EventDeliveries(scene.server.journal())
                                .addReplays(
                                        handle,
                                        webhook,
                                        desk,
                                        new PastEvents(scene.database.worker()).after(desk, 0, 100)));

        assertThat(added).isEqualTo(2);
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.typesOf(ann)).hasSize(4));
        List<String> ids = inbox.of(ann).map(Inbox.Letter::id).toList();
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
        assertThat(scene.texts("SELECT is_replay FROM webhook_delivery ORDER BY ord"))
                .containsExactly("f", "f", "t", "t");
        QueueKey none = new QueueKey(scene.tenantId, UUID.randomUUID());
        assertThat(scene.database
                        .tenants()
                        .<Integer, RuntimeException>inTenant(
                                scene.tenantId,
                                handle -> new EventDeliveries(scene.server.journal())
                                        .addReplays(handle, webhook, none, List.of())))
                .isZero();
    }
}
