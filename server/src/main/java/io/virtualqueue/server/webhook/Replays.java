package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Has things be delivered again, in new deliveries of the same events. */
@Singleton
final class Replays {
    /** Deliveries that one request makes; up to one reading of events more, for those are not split. */
    static final int MAX_AT_ONCE = 10_000;
    /** Events that one request looks at, whether anyone asks for them or not. */
    static final int MAX_EVENTS_READ = 100_000;

    private static final int EVENTS_AT_ONCE = 1_000;
    private static final int QUEUES_AT_ONCE = 1_000;
    private static final String REPLAYED = "replayed";
    private static final String DELIVERIES = "deliveries";
    private static final String LOCK = Sql.text(Replays.class, "lock_delivery");
    private static final String REPEAT = Sql.text(Replays.class, "repeat_delivery");
    private static final String REPEAT_DEAD = Sql.text(Replays.class, "repeat_dead_deliveries");
    private static final String HAS_DEAD = Sql.text(Replays.class, "has_dead_deliveries");
    private static final String FIND_EVENT = Sql.text(Replays.class, "find_event");
    private static final String FIND_QUEUES = Sql.text(Replays.class, "find_queues_to_replay");

    private final TenantTransactions transactions;
    private final PastEvents journal;
    private final DeliveryMaker maker;
    private final Clock clock;

    /** Where it begins: in a queue of its own after an event, if there is one. */
    private record Place(Instant time, @Nullable UUID queueId, long afterSeq, boolean skipsQueuesBefore) {
        long after(QueueToReplay queue) {
            return queue.id().equals(queueId) ? Math.max(afterSeq, queue.afterSeq()) : queue.afterSeq();
        }
    }

    private record QueueToReplay(UUID id, long afterSeq, long lastSeq) {}

    /** How far a request has got. */
    private static final class Progress {
        int deliveries;
        int events;

        boolean isOver() {
            return deliveries >= MAX_AT_ONCE || events >= MAX_EVENTS_READ;
        }
    }

    @Inject
    Replays(TenantTransactions transactions, PastEvents journal, DeliveryMaker maker, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.maker = maker;
        this.clock = clock;
    }

    /**
     * Sends again, of what happened from there on, what the webhook asks for now.
     *
     * @return empty when there is no such webhook
     * @throws ProblemException 422 when there is no such event
     */
    Optional<Replayed> from(UUID tenantId, UUID webhookId, ReplayStart start, Actor by) {
        Instant now = now();
        return transactions.inTenant(tenantId, handle -> {
            StoredWebhook stored = WebhookRows.read(handle, tenantId, webhookId).orElse(null);
            if (stored == null) {
                return Optional.empty();
            }
            Place place = place(handle, stored.webhook(), start);
            Progress progress = new Progress();
            ReplayStart.Further next = walk(handle, stored.webhook(), place, progress);
            WebhookTrail.note(
                    handle,
                    stored.webhook(),
                    by,
                    now,
                    REPLAYED,
                    Map.of("from", place.time().toString(), DELIVERIES, progress.deliveries));
            return Optional.of(new Replayed(progress.deliveries, next != null, next == null ? null : next.text()));
        });
    }

    private static Place place(Handle handle, Webhook webhook, ReplayStart start) {
        return switch (start) {
            case ReplayStart.At at -> new Place(at.time(), null, 0, false);
            case ReplayStart.Further further -> new Place(further.time(), further.queueId(), further.afterSeq(), true);
            case ReplayStart.Event event ->
                handle.createQuery(FIND_EVENT)
                        .bind(WebhookRows.TENANT, webhook.tenantId())
                        .bind("webhook", webhook.id())
                        .bind("event", event.id())
                        .map((row, _) -> new Place(
                                WebhookRows.time(row, "happened_at"),
                                row.getObject("queue_id", UUID.class),
                                row.getLong("seq") - 1,
                                false))
                        .findOne()
                        .orElseThrow(() -> ProblemException.invalidField(
                                "from", "must be the id of an event that was delivered and is still kept"));
        };
    }

    /** Queue after queue; returns where to go on, or null when all is done. */
    private ReplayStart.@Nullable Further walk(Handle handle, Webhook webhook, Place place, Progress progress) {
        UUID last = null;
        while (true) {
            List<QueueToReplay> queues = queues(handle, webhook, place, last);
            for (QueueToReplay queue : queues) {
                long reached = walk(handle, webhook, queue, place.after(queue), progress);
                if (reached < queue.lastSeq()) {
                    return new ReplayStart.Further(place.time(), queue.id(), reached);
                }
            }
            if (queues.size() < QUEUES_AT_ONCE) {
                return null;
            }
            last = queues.getLast().id();
        }
    }

    /** Returns the number of the last event that is done. */
    private long walk(Handle handle, Webhook webhook, QueueToReplay queue, long afterSeq, Progress progress) {
        QueueKey key = new QueueKey(webhook.tenantId(), queue.id());
        long reached = afterSeq;
        while (reached < queue.lastSeq() && !progress.isOver()) {
            int limit = (int) Math.min(EVENTS_AT_ONCE, queue.lastSeq() - reached);
            List<RecordedEvent> events = journal.after(key, reached, limit);
            if (events.isEmpty()) {
                return queue.lastSeq();
            }
            progress.deliveries += maker.addReplays(handle, webhook, key, events);
            progress.events += events.size();
            reached = events.getLast().seq();
        }
        return reached;
    }

    private static List<QueueToReplay> queues(Handle handle, Webhook webhook, Place place, @Nullable UUID last) {
        return handle.createQuery(FIND_QUEUES)
                .bind(WebhookRows.TENANT, webhook.tenantId())
                .bind("from", WebhookRows.utc(place.time()))
                .bind("first", place.skipsQueuesBefore() ? place.queueId() : null)
                .bind("last", last)
                .bind("queue", webhook.queueId())
                .bind("application", webhook.applicationId())
                .bind("limit", QUEUES_AT_ONCE)
                .map((row, _) -> new QueueToReplay(
                        row.getObject("id", UUID.class), row.getLong("after_seq"), row.getLong("last_seq")))
                .list();
    }

    /**
     * Sends one delivery again.
     *
     * @return the new one, or empty when the webhook has none of this id
     * @throws ProblemException 409 when it is still to be sent
     */
    Optional<DeliveryView> one(UUID tenantId, UUID webhookId, UUID deliveryId, Actor by) {
        Instant now = now();
        UUID fresh = TimeOrderedId.next();
        return transactions.inTenant(tenantId, handle -> {
            StoredWebhook stored = WebhookRows.read(handle, tenantId, webhookId).orElse(null);
            if (stored == null) {
                return Optional.empty();
            }
            Optional<String> state = handle.createQuery(LOCK)
                    .bind(WebhookRows.TENANT, tenantId)
                    .bind("webhook", webhookId)
                    .bind("id", deliveryId)
                    .mapTo(String.class)
                    .findOne();
            if (state.isEmpty()) {
                return Optional.empty();
            }
            if (state.get().equals("pending")) {
                throw ProblemException.conflict("still_pending", "It is still to be sent.");
            }
            handle.createUpdate(REPEAT)
                    .bind(WebhookRows.TENANT, tenantId)
                    .bind("webhook", webhookId)
                    .bind("id", deliveryId)
                    .bind("fresh", fresh)
                    .bind("now", WebhookRows.utc(now))
                    .execute();
            WebhookTrail.note(
                    handle, stored.webhook(), by, now, REPLAYED, Map.of("deliveryId", deliveryId, DELIVERIES, 1));
            return DeliveryLog.read(handle, tenantId, webhookId, fresh);
        });
    }

    /**
     * Sends again all dead deliveries that have not been, the oldest first, at most {@value #MAX_AT_ONCE}.
     *
     * @return empty when there is no such webhook
     */
    Optional<Replayed> dead(UUID tenantId, UUID webhookId, Actor by) {
        Instant now = now();
        return transactions.inTenant(tenantId, handle -> {
            StoredWebhook stored = WebhookRows.read(handle, tenantId, webhookId).orElse(null);
            if (stored == null) {
                return Optional.empty();
            }
            int deliveries = handle.createUpdate(REPEAT_DEAD)
                    .bind(WebhookRows.TENANT, tenantId)
                    .bind("webhook", webhookId)
                    .bind("limit", MAX_AT_ONCE)
                    .bind("now", WebhookRows.utc(now))
                    .execute();
            boolean hasMore = handle.createQuery(HAS_DEAD)
                    .bind(WebhookRows.TENANT, tenantId)
                    .bind("webhook", webhookId)
                    .mapTo(Boolean.class)
                    .one();
            WebhookTrail.note(
                    handle, stored.webhook(), by, now, REPLAYED, Map.of("dead", true, DELIVERIES, deliveries));
            return Optional.of(new Replayed(deliveries, hasMore, null));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
