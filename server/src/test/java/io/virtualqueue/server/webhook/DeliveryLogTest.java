package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.vault.TestVault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is shown of deliveries, and what sending them again does. */
class DeliveryLogTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final DeliveryQuery.Filter ALL = new DeliveryQuery.Filter(null, null);
    private static final String ONE_ATTEMPT =
            "[{\"at\": \"2026-11-24T12:00:00Z\", \"status\": 503, \"latencyMillis\": 12,"
                    + " \"error\": null, \"excerpt\": \"busy\"}]";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final UUID tenant = TimeOrderedId.next();
    private final UUID webhook = TimeOrderedId.next();
    private final UUID queue = UUID.randomUUID();
    private final List<String> walked = new ArrayList<>();
    private final DeliveryLog log = new DeliveryLog(DATABASE.database().tenants());
    private final Replays replays = new Replays(
            DATABASE.database().tenants(), new PastEvents(DATABASE.database().worker()), this::walk, Clock.systemUTC());

    @BeforeEach
    void makeAWebhook() {
        worker(
                "INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (:tenant, 'x', :domain, :now, :now)");
        var secrets = new WebhookSecrets(TestVault.open(DATABASE.database()));
        var sealed = new StoredWebhook.Sealed(secrets.seal(tenant, webhook, WebhookSecret.fresh()), null, null, null);
        var fresh = new Webhook(
                tenant,
                webhook,
                Webhook.Kind.WEBHOOK,
                null,
                null,
                "x",
                null,
                "https://shop.example/",
                List.of("*"),
                RetryPolicy.DEFAULT,
                true,
                now,
                null,
                null,
                now,
                now);
        StoredWebhook added =
                DATABASE.database().tenants().inTenant(tenant, handle -> WebhookRows.add(handle, fresh, sealed));
        assertThat(secrets.open(added, now).secrets()).hasSize(1);
    }

    @Test
    void theNewestComeFirstWithEveryAttempt() {
        UUID first = delivery("dead", "user.joined", ONE_ATTEMPT);
        UUID second = delivery("delivered", "user.left", "[]");
        UUID third = delivery("pending", "user.joined", "[]");

        assertThat(ids(ALL)).containsExactly(third, second, first);
        assertThat(ids(new DeliveryQuery.Filter("dead", null))).containsExactly(first);
        assertThat(ids(new DeliveryQuery.Filter(null, "user.joined"))).containsExactly(third, first);
        assertThat(ids(new DeliveryQuery.Filter("pending", "user.left"))).isEmpty();
        DeliveryView.Page page = log.list(tenant, webhook, ALL, page(2, 2)).orElseThrow();
        assertThat(page.deliveries()).extracting(DeliveryView::id).containsExactly(first);
        assertThat(page.pagination().total()).isEqualTo(3);
        DeliveryView dead = log.read(tenant, webhook, first).orElseThrow();
        assertThat(dead.attempts())
                .containsExactly(
                        new DeliveryView.Attempt(Instant.parse("2026-11-24T12:00:00Z"), 503, 12, null, "busy"));
        assertThat(dead.nextAttemptAt()).isNull();
        assertThat(dead.endedAt()).isEqualTo(now);
        assertThat(log.read(tenant, webhook, third).orElseThrow().nextAttemptAt())
                .isEqualTo(now);
    }

    @Test
    void nothingIsShownOfAnothersDeliveries() {
        UUID own = delivery("dead", "user.joined", "[]");
        UUID other = TimeOrderedId.next();

        assertThat(log.list(other, webhook, ALL, page(1, 10))).isEmpty();
        assertThat(log.read(other, webhook, own)).isEmpty();
        assertThat(log.read(tenant, other, own)).isEmpty();
        assertThat(replays.one(tenant, other, own, Actor.SYSTEM)).isEmpty();
        assertThat(replays.one(tenant, webhook, other, Actor.SYSTEM)).isEmpty();
        assertThat(replays.dead(other, webhook, Actor.SYSTEM)).isEmpty();
        assertThat(replays.from(other, webhook, new ReplayStart.At(now), Actor.SYSTEM))
                .isEmpty();
    }

    @Test
    void oneIsSentAgainAsANewDeliveryOfTheSameEvent() {
        UUID dead = delivery("dead", "user.joined", ONE_ATTEMPT);
        UUID pending = delivery("pending", "user.joined", "[]");
        DeliveryView before = log.read(tenant, webhook, dead).orElseThrow();

        DeliveryView again = replays.one(tenant, webhook, dead, Actor.SYSTEM).orElseThrow();

        assertThat(again.id()).isNotEqualTo(dead);
        assertThat(again.eventId()).isEqualTo(before.eventId());
        assertThat(again.happenedAt()).isEqualTo(before.happenedAt());
        assertThat(again.isReplay()).isTrue();
        assertThat(again.state()).isEqualTo("pending");
        assertThat(again.attempts()).isEmpty();
        assertThat(log.read(tenant, webhook, dead).orElseThrow().replayedAt()).isNotNull();
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> replays.one(tenant, webhook, pending, Actor.SYSTEM))
                        .problem())
                .extracting(Problem::code)
                .isEqualTo("still_pending");
    }

    @Test
    void allDeadOnesAreSentAgainOnceInTheirOrder() {
        UUID first = delivery("dead", "user.joined", "[]");
        delivery("delivered", "user.left", "[]");
        UUID second = delivery("dead", "user.left", "[]");

        assertThat(replays.dead(tenant, webhook, Actor.SYSTEM)).contains(new Replayed(2, false, null));
        assertThat(replays.dead(tenant, webhook, Actor.SYSTEM)).contains(new Replayed(0, false, null));

        List<UUID> events = log
                .list(tenant, webhook, new DeliveryQuery.Filter("pending", null), page(1, 10))
                .orElseThrow()
                .deliveries()
                .reversed()
                .stream()
                .map(DeliveryView::eventId)
                .toList();
        assertThat(events).containsExactly(event(first), event(second));
    }

    @Test
    void aReplayWalksEachQueueFromTheTimeOrTheEventOn() {
        UUID other = new UUID(queue.getMostSignificantBits(), queue.getLeastSignificantBits() ^ 1);
        events(queue, 5);
        events(other, 3);

        replays.from(tenant, webhook, new ReplayStart.At(at(3)), Actor.SYSTEM);
        assertThat(walked).containsExactlyInAnyOrder(queue + " 3", queue + " 4", queue + " 5", other + " 3");

        walked.clear();
        UUID delivered = delivery("delivered", "user.joined", "[]");
        worker("UPDATE webhook_delivery SET seq = 4, happened_at = :third WHERE tenant_id = :tenant");
        Replayed replayed = replays.from(tenant, webhook, new ReplayStart.Event(event(delivered)), Actor.SYSTEM)
                .orElseThrow();
        assertThat(walked).containsExactlyInAnyOrder(queue + " 4", queue + " 5", other + " 3");
        assertThat(replayed).isEqualTo(new Replayed(3, false, null));
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> replays.from(
                                        tenant, webhook, new ReplayStart.Event(UUID.randomUUID()), Actor.SYSTEM))
                        .problem())
                .extracting(Problem::status)
                .isEqualTo(422);
    }

    @Test
    void aLongReplayStopsAndGoesOnWhereItStopped() {
        UUID other = new UUID(queue.getMostSignificantBits(), queue.getLeastSignificantBits() ^ 1);
        events(queue, 12_500);
        events(other, 10);

        Replayed first = replays.from(tenant, webhook, new ReplayStart.At(at(1)), Actor.SYSTEM)
                .orElseThrow();
        assertThat(first.hasMore()).isTrue();
        assertThat(first.deliveries()).isBetween(Replays.MAX_AT_ONCE, Replays.MAX_AT_ONCE + 1_000);
        ReplayStart.Further next = Objects.requireNonNull(ReplayStart.Further.of(Objects.requireNonNull(first.next())));
        Replayed second = replays.from(tenant, webhook, next, Actor.SYSTEM).orElseThrow();

        assertThat(second.hasMore()).isFalse();
        assertThat(walked).hasSize(12_510).doesNotHaveDuplicates();
    }

    /** In the place of what makes deliveries: notes what it is given. */
    private int walk(Handle handle, Webhook of, QueueKey key, List<RecordedEvent> events) {
        assertThat(of.id()).isEqualTo(webhook);
        events.forEach(event -> walked.add(key.queueId() + " " + event.seq()));
        return events.size();
    }

    private List<UUID> ids(DeliveryQuery.Filter filter) {
        return log.list(tenant, webhook, filter, page(1, 10)).orElseThrow().deliveries().stream()
                .map(DeliveryView::id)
                .toList();
    }

    private static PageRequest page(int page, int limit) {
        return new PageRequest(page, limit, null, null, "createdAt", false);
    }

    private UUID event(UUID delivery) {
        return log.read(tenant, webhook, delivery).orElseThrow().eventId();
    }

    private UUID delivery(String state, String type, String history) {
        UUID id = TimeOrderedId.next();
        worker(
                "INSERT INTO webhook_delivery (tenant_id, id, webhook_id, chain, event_id, event_type, queue_id, seq,"
                        + " happened_at, facts, is_replay, state, attempts, next_attempt_at, history, created_at,"
                        + " ended_at) VALUES (:tenant, :id, :webhook, :queue, gen_random_uuid(), :type, :queue, 1, :now,"
                        + " '{}', false, :state::delivery_state, 1, :now, :history::jsonb, :now,"
                        + " CASE WHEN :state = 'pending' THEN NULL ELSE :now END)",
                Map.of("id", id, "state", state, "type", type, "history", history));
        return id;
    }

    /** A queue with events one second apart. */
    private void events(UUID of, int count) {
        Map<String, Object> values = Map.of("of", of, "count", count, "start", at(0).atOffset(ZoneOffset.UTC));
        worker(
                "INSERT INTO queue (tenant_id, id, name, kind, status, settings, created_at, updated_at)"
                        + " VALUES (:tenant, :of, 'x', 'service_desk', 'active', '{}', :now, :now)",
                values);
        worker(
                "INSERT INTO event (tenant_id, queue_id, seq, type, at, session_id)"
                        + " SELECT :tenant, :of, i, 'served', :start + i * interval '1 second', gen_random_uuid()"
                        + " FROM generate_series(1, :count) i",
                values);
        worker(
                "INSERT INTO queue_head (tenant_id, queue_id, last_seq, last_event_at, bucket_credit,"
                        + " bucket_refilled_at, waiting, in_service, last_batch) VALUES (:tenant, :of, :count,"
                        + " :start + :count * interval '1 second', 0, :now, 0, 0, gen_random_uuid())",
                values);
    }

    private Instant at(int seq) {
        return now.minusSeconds(100_000).plusSeconds(seq);
    }

    private void worker(String sql) {
        worker(sql, Map.of());
    }

    private void worker(String sql, Map<String, ? extends @Nullable Object> more) {
        DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.createUpdate(sql)
                        .bind("tenant", tenant)
                        .bind("webhook", webhook)
                        .bind("queue", queue)
                        .bind("domain", tenant.toString())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("third", at(3).atOffset(ZoneOffset.UTC))
                        .bindMap(more)
                        .execute());
    }
}
