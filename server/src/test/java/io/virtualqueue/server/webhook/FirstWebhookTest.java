package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.identity.Application;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.TestApplications;
import io.virtualqueue.server.journal.Place;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.outbound.BreakerPolicy;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.vault.TestVault;
import io.virtualqueue.server.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is a tenant's first to be told hears of what happens next, and does not wait for a look that comes by itself. */
class FirstWebhookTest {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    /** Longer than anything here takes: nothing is found by such a look but the first, at the start. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final DeliveryScene scene = new DeliveryScene(BreakerPolicy.DEFAULT, NEVER);
    private final Inbox inbox = new Inbox();
    private final Vault vault = TestVault.open(scene.database);
    private final WebhookFollower follower = scene.server.follower();
    private final Applications applications = TestApplications.of(
            scene.database, vault, new ApplicationCallbacks(vault, scene.secrets, scene.outbound.http(), follower));
    private final Webhooks webhooks =
            new Webhooks(scene.database.tenants(), scene.secrets, applications, follower, Clock.systemUTC());

    @AfterEach
    void close() {
        scene.close();
        inbox.close();
    }

    @Test
    void aNewWebhook() {
        webhooks.create(scene.tenantId, wish(true), null, Actor.SYSTEM);

        isTold("user.joined", scene.join(scene.desk(), "ann"));
    }

    @Test
    void aWebhookThatIsSwitchedOn() {
        UUID id = webhooks.create(scene.tenantId, wish(false), null, Actor.SYSTEM)
                .webhook()
                .webhook()
                .id();
        WebhookFields.Change on = new WebhookFields.Change(_ -> wish(true).settings(), null, null);
        assertThat(webhooks.change(scene.tenantId, id, on, Actor.SYSTEM)).isPresent();

        isTold("user.joined", scene.join(scene.desk(), "ann"));
    }

    @Test
    void theCallbackOfAQueue() {
        QueueKey room = room(null);
        Callbacks callbacks = new Callbacks(scene.database.tenants(), scene.secrets, follower, Clock.systemUTC());
        callbacks.put(CallbackOwner.queue(scene.tenantId, room.queueId()), inbox.url(), Actor.SYSTEM);

        isTold("user.released", released(room));
    }

    @Test
    void theCallbackOfANewApplication() {
        UUID application = applications
                .create(scene.tenantId, program(inbox.url()), null, Actor.SYSTEM)
                .application()
                .id();

        isTold("user.released", released(room(application)));
    }

    @Test
    void theCallbackOfAnApplicationThatGetsAUrl() {
        UUID application = applications
                .create(scene.tenantId, program(null), null, Actor.SYSTEM)
                .application()
                .id();
        assertThat(applications.change(scene.tenantId, application, _ -> program(inbox.url()), Actor.SYSTEM))
                .isPresent();

        isTold("user.released", released(room(application)));
    }

    private WebhookFields.Wish wish(boolean isActive) {
        WebhookSettings settings = new WebhookSettings(
                "Webhook", null, inbox.url(), List.of("user.joined"), null, null, DeliveryScene.SOON, isActive);
        return new WebhookFields.Wish(settings, Map.of(), WebhookSecret.fresh());
    }

    private static Application.Settings program(@Nullable String callbackUrl) {
        return new Application.Settings("Program", List.of(), callbackUrl, false, null);
    }

    private QueueKey room(@Nullable UUID application) {
        return scene.queue(QueueSettings.waitingRoom("Room", 10, 600), application);
    }

    private UUID released(QueueKey room) {
        UUID session = scene.join(room, "ann");
        await().until(() -> {
            scene.submit(room, new Command.Tick());
            Place place = scene.server.journal().heldPlace(room, session, 0);
            return place != null && place.session().status() == SessionStatus.RELEASED;
        });
        return session;
    }

    private void isTold(String event, UUID session) {
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.typesOf(session)).containsExactly(event));
    }
}
