package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.engine.Command;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.outbound.BreakerPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries that do not arrive. */
class DeliveryTroubleTest {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    private static final RetryPolicy TWICE = new RetryPolicy(1, RetryPolicy.MIN_DELAY, 1);

    /** Opens when everything fails, but not for the failures of one chain among others. */
    private final DeliveryScene scene =
            new DeliveryScene(new BreakerPolicy(50, Duration.ofMinutes(1), status -> status < 200 || status >= 300));

    private final Inbox inbox = new Inbox();

    @AfterEach
    void close() {
        scene.close();
        inbox.close();
    }

    private static UnaryOperator<Webhook> trying(RetryPolicy policy) {
        return webhook -> DeliveryScene.with(webhook, Webhook.Kind.WEBHOOK, null, null, policy);
    }

    private void leave(QueueKey queue, UUID session) {
        scene.submit(queue, new Command.Leave(session));
    }

    @Test
    void aSessionWaitsForItsOwnEventsAndNobodyElseDoes() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        QueueKey desk = scene.desk();
        AtomicInteger failures = new AtomicInteger(3);
        inbox.answers(
                letter -> letter.session().path("userId").asText().equals("unlucky") && failures.getAndDecrement() > 0
                        ? Inbox.Reply.of(500)
                        : Inbox.Reply.WELL);
        UUID unlucky = scene.join(desk, "unlucky");
        UUID lucky = scene.join(desk, "lucky");
        leave(desk, unlucky);
        leave(desk, lucky);

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(
                        () -> assertThat(scene.states(webhook)).hasSize(4).containsOnly("delivered"));
        assertThat(inbox.typesOf(unlucky))
                .containsExactly("user.joined", "user.joined", "user.joined", "user.joined", "user.left");
        assertThat(inbox.typesOf(lucky)).containsExactly("user.joined", "user.left");
        assertThat(inbox.of(unlucky).limit(4).map(Inbox.Letter::id).distinct()).hasSize(1);
        String history = scene.texts("SELECT history FROM webhook_delivery WHERE session_id = ? ORDER BY ord", unlucky)
                .getFirst();
        assertThat(history).contains("\"status\": 500", "\"excerpt\": \"no\"", "\"status\": 200");
        assertThat(scene.texts("SELECT attempts FROM webhook_delivery WHERE session_id = ? ORDER BY ord", unlucky))
                .containsExactly("4", "1");
    }

    @Test
    void whatIsGivenUpLetsTheNextGoOut() {
        Webhook webhook = scene.webhook(inbox.url(), trying(TWICE), "user.*");
        QueueKey desk = scene.desk();
        inbox.answers(letter -> letter.type().equals("user.joined") ? Inbox.Reply.of(422) : Inbox.Reply.WELL);
        UUID session = scene.join(desk, "ann");
        leave(desk, session);

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(scene.states(webhook)).containsExactly("dead", "delivered"));
        assertThat(inbox.typesOf(session)).containsExactly("user.joined", "user.joined", "user.left");
        assertThat(scene.registry
                        .get("webhook.deliveries")
                        .tag("outcome", "dead")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoSaysWhenToComeBackIsLeftAloneSoLong() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        inbox.answers(_ -> new Inbox.Reply(503, Map.of("Retry-After", "1800"), ""));
        QueueKey desk = scene.desk();
        UUID session = scene.join(desk, "ann");
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(waiting(webhook)).containsExactly("t"));

        leave(desk, session);

        // The next of the session waits as long.
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(waiting(webhook)).containsExactly("t", "t"));
        assertThat(inbox.letters()).hasSize(1);
    }

    /** Of each delivery, whether it is to be tried about half an hour after it was made. */
    private List<String> waiting(Webhook webhook) {
        return scene.texts(
                "SELECT next_attempt_at BETWEEN created_at + interval '29 minutes' AND created_at + interval '31 minutes'"
                        + " FROM webhook_delivery WHERE webhook_id = ? ORDER BY ord",
                webhook.id());
    }

    @Test
    void anOpenCircuitUsesUpNoAttempts() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        inbox.answers(_ -> Inbox.Reply.of(500));
        QueueKey desk = scene.desk();
        IntStream.range(0, 200).forEach(i -> scene.join(desk, "user " + i));

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.letters()).hasSizeGreaterThanOrEqualTo(50));
        await().during(Duration.ofSeconds(3))
                .atMost(ARRIVES_WITHIN)
                .until(() -> inbox.letters().size() < 50 + Lane.MAX_AT_ONCE);
        assertThat(scene.texts("SELECT sum(attempts) FROM webhook_delivery WHERE webhook_id = ?", webhook.id()))
                .containsExactly(Integer.toString(inbox.letters().size()));
        assertThat(scene.texts("SELECT failing_since IS NOT NULL FROM webhook WHERE id = ?", webhook.id()))
                .containsExactly("t");
    }

    @Test
    void aCircuitClosesAgainByItself() {
        try (DeliveryScene brief = new DeliveryScene(
                new BreakerPolicy(5, Duration.ofSeconds(1), status -> status < 200 || status >= 300))) {
            Webhook webhook = brief.webhook(inbox.url(), "user.*");
            inbox.answers(_ -> Inbox.Reply.of(500));
            QueueKey desk = brief.desk();
            IntStream.range(0, 40).forEach(i -> brief.join(desk, "user " + i));
            await().atMost(ARRIVES_WITHIN)
                    .untilAsserted(() -> assertThat(inbox.letters()).hasSizeGreaterThanOrEqualTo(5));
            inbox.answers(_ -> Inbox.Reply.WELL);

            await().atMost(ARRIVES_WITHIN)
                    .untilAsserted(
                            () -> assertThat(brief.states(webhook)).hasSize(40).containsOnly("delivered"));
        }
    }

    @Test
    void aReceiverThatIsGoneIsToldNothingMore() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        scene.execute(
                "INSERT INTO account (tenant_id, id, email, password_hash, role, created_at)"
                        + " VALUES (?, gen_random_uuid(), 'admin@example.com', 'x', 'admin', now())",
                scene.tenantId);
        inbox.answers(_ -> Inbox.Reply.of(410));
        QueueKey desk = scene.desk();
        UUID session = scene.join(desk, "ann");
        leave(desk, session);

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(scene.mails).hasSize(1));
        assertThat(scene.states(webhook)).isNotEmpty().containsOnly("dead");
        assertThat(scene.texts("SELECT is_active || ' ' || disabled_reason FROM webhook WHERE id = ?", webhook.id()))
                .containsExactly("false The receiver answered 410: it is gone.");
        assertThat(scene.texts("SELECT action || actor_kind FROM audit_entry WHERE subject_id = ?", webhook.id()))
                .containsExactly("webhook.disabledsystem");
        assertThat(scene.mails.getFirst().to()).isEqualTo("admin@example.com");
        assertThat(scene.mails.getFirst().text()).contains(webhook.id().toString());
    }

    @Test
    void whatHasFailedForDaysIsSwitchedOffAndASuccessForgetsIt() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        failingSinceSixDays(webhook);
        QueueKey desk = scene.desk();
        scene.join(desk, "ann");
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(
                        () -> assertThat(scene.texts("SELECT failing_since FROM webhook WHERE id = ?", webhook.id()))
                                .containsExactly("null"));

        inbox.answers(_ -> Inbox.Reply.of(500));
        failingSinceSixDays(webhook);
        scene.join(desk, "bob");

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(
                        () -> assertThat(scene.texts("SELECT disabled_reason FROM webhook WHERE id = ?", webhook.id()))
                                .containsExactly("Every attempt has failed for 5 days."));
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(scene.states(webhook)).containsExactly("delivered", "dead"));
    }

    private void failingSinceSixDays(Webhook webhook) {
        scene.execute("UPDATE webhook SET failing_since = now() - interval '6 days' WHERE id = ?", webhook.id());
    }

    @Test
    void bothSecretsSignWhileASecretIsBeingChanged() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        byte[] next = scene.secrets.seal(scene.tenantId, webhook.id(), new WebhookSecret("another secret"));
        scene.execute(
                "UPDATE webhook SET former_secret = secret, former_secret_until = now() + interval '1 day', secret = ?"
                        + " WHERE id = ?",
                next,
                webhook.id());
        scene.join(scene.desk(), "ann");

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.letters()).hasSize(1));
        assertThat(inbox.letters()
                        .getFirst()
                        .headers()
                        .getOrDefault("webhook-signature", "")
                        .split(" "))
                .hasSize(2);
    }

    @Test
    void whoIsErasedMeanwhileIsNotTold() {
        Webhook webhook = scene.webhook(inbox.url(), "user.joined");
        inbox.answers(_ -> Inbox.Reply.of(500));
        UUID session = scene.join(scene.desk(), "ann");
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.letters()).isNotEmpty());
        assertThat(inbox.letters().getFirst().session().path("userName").asText())
                .isEqualTo("ann");

        scene.execute("DELETE FROM person WHERE session_id = ?", session);
        scene.execute("UPDATE session SET user_id = 'erased' WHERE id = ?", session);
        inbox.answers(_ -> Inbox.Reply.WELL);

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(scene.states(webhook)).containsExactly("delivered"));
        assertThat(inbox.letters().getLast().session().path("userName").isNull())
                .isTrue();
        assertThat(inbox.letters().getLast().session().path("userId").asText()).isEqualTo("erased");
        assertThat(scene.texts("SELECT facts::text || history::text FROM webhook_delivery"))
                .noneMatch(stored -> stored.contains("ann"));
    }

    @Test
    void oldDeliveriesAndThoseOfWebhooksThatAreGoneAreForgotten() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        QueueKey desk = scene.desk();
        UUID session = scene.join(desk, "ann");
        leave(desk, session);
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(
                        () -> assertThat(scene.states(webhook)).hasSize(2).containsOnly("delivered"));
        DeliverySweep sweep = new DeliverySweep(scene.database.worker(), scene.switchOff, Clock.systemUTC());

        sweep.sweep();
        assertThat(scene.states(webhook)).hasSize(2);
        scene.execute("UPDATE webhook_delivery SET ended_at = now() - interval '8 days'");
        scene.execute("UPDATE webhook_delivery SET state = 'dead' WHERE event_type = 'user.left'");
        sweep.sweep();
        assertThat(scene.states(webhook)).containsExactly("dead");
        scene.execute("DELETE FROM webhook");
        sweep.sweep();
        assertThat(scene.states(webhook)).isEmpty();
        assertThat(scene.texts("SELECT count(*) FROM webhook_lane")).containsExactly("0");
    }

    @Test
    void whatAServerSwitchedOffAndDidNotFinishIsGivenUp() {
        Webhook webhook = scene.webhook(inbox.url(), "user.*");
        inbox.answers(_ -> new Inbox.Reply(503, Map.of("Retry-After", "1800"), ""));
        scene.join(scene.desk(), "ann");
        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(inbox.letters()).hasSize(1));
        scene.execute("UPDATE webhook SET is_active = false, disabled_reason = 'x'");

        new DeliverySweep(scene.database.worker(), scene.switchOff, Clock.systemUTC()).sweep();

        await().atMost(ARRIVES_WITHIN)
                .untilAsserted(() -> assertThat(scene.states(webhook)).containsExactly("dead"));
    }
}
