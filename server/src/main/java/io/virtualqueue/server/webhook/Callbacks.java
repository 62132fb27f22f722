package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The callbacks of queues and applications, as people see and set them. */
@Singleton
final class Callbacks {
    private static final String LOCK_TENANT = Sql.text(Callbacks.class, "lock_tenant");
    private static final String HAS_QUEUE = Sql.text(Callbacks.class, "has_queue");

    private final TenantTransactions transactions;
    private final WebhookSecrets secrets;
    private final WebhookFollower follower;
    private final Clock clock;

    /**
     * A callback with what it is signed with.
     *
     * @param formerSecretUntil until when its former secret is good; null when there is none that is
     */
    record Known(
            Webhook callback,
            WebhookSecret secret,
            @Nullable Instant formerSecretUntil) {}

    /** One that was asked for; whether there was none before. */
    record Put(Known callback, boolean isNew) {}

    private record Stored(StoredWebhook callback, boolean isNew) {}

    @Inject
    Callbacks(TenantTransactions transactions, WebhookSecrets secrets, WebhookFollower follower, Clock clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.follower = follower;
        this.clock = clock;
    }

    /**
     * The callback, or empty when there is none.
     *
     * @throws ProblemException 404 when it would be of a queue that is not there
     */
    Optional<Known> read(CallbackOwner owner) {
        return transactions
                .inTenant(owner.tenantId(), handle -> {
                    requireQueue(handle, owner);
                    return CallbackRows.read(handle, owner);
                })
                .map(stored -> known(stored, now()));
    }

    /**
     * Gives a queue a callback, or its callback another URL.
     *
     * @throws ProblemException 404 when there is no such queue
     */
    Put put(CallbackOwner owner, String url, Actor by) {
        Instant now = now();
        UUID id = TimeOrderedId.next();
        byte[] sealed = secrets.seal(owner.tenantId(), id, WebhookSecret.fresh());
        Stored stored = transactions.inTenant(owner.tenantId(), handle -> {
            lockTenant(handle, owner.tenantId());
            requireQueue(handle, owner);
            StoredWebhook before = CallbackRows.read(handle, owner).orElse(null);
            if (before == null) {
                StoredWebhook added = CallbackRows.add(handle, owner, id, url, sealed, now);
                WebhookTrail.note(handle, added.webhook(), by, now, "created", fields(added.webhook()));
                return new Stored(added, true);
            }
            StoredWebhook after = CallbackRows.change(handle, before.webhook(), url, now);
            WebhookTrail.changed(handle, after.webhook(), by, now, fields(before.webhook()), fields(after.webhook()));
            return new Stored(after, false);
        });
        follower.lookNow();
        return new Put(known(stored.callback(), now), stored.isNew());
    }

    /**
     * Takes a queue's callback away; nothing happens when it has none.
     *
     * @throws ProblemException 404 when there is no such queue
     */
    void remove(CallbackOwner owner, Actor by) {
        Instant now = now();
        transactions.inTenant(owner.tenantId(), handle -> {
            lockTenant(handle, owner.tenantId());
            requireQueue(handle, owner);
            Optional<StoredWebhook> before = CallbackRows.read(handle, owner);
            before.map(StoredWebhook::webhook).ifPresent(callback -> {
                WebhookRows.delete(handle, callback.tenantId(), callback.id());
                WebhookTrail.note(handle, callback, by, now, "deleted", null);
            });
            return before.isPresent();
        });
    }

    /**
     * Gives a callback another secret; it is signed with the former one too for the overlap.
     *
     * @throws ProblemException 404 when it would be of a queue that is not there, 409 when there is no callback
     */
    Known rotateSecret(CallbackOwner owner, NewSecret.Wish wish, Actor by) {
        Instant now = now();
        UUID id = transactions
                .inTenant(owner.tenantId(), handle -> {
                    requireQueue(handle, owner);
                    return CallbackRows.read(handle, owner);
                })
                .map(stored -> stored.webhook().id())
                .orElseThrow(Callbacks::none);
        byte[] sealed = secrets.seal(owner.tenantId(), id, wish.secret());
        Instant formerUntil = wish.overlap().isZero() ? null : now.plus(wish.overlap());
        StoredWebhook changed = transactions.inTenant(owner.tenantId(), handle -> {
            lockTenant(handle, owner.tenantId());
            StoredWebhook before = CallbackRows.read(handle, owner)
                    .filter(stored -> stored.webhook().id().equals(id))
                    .orElseThrow(Callbacks::none);
            StoredWebhook after = WebhookRows.changeSecret(
                    handle, owner.tenantId(), id, before.sealed().withSecret(sealed, formerUntil), now);
            WebhookTrail.note(handle, after.webhook(), by, now, "secret_rotated", null);
            return after;
        });
        return known(changed, now);
    }

    private Known known(StoredWebhook stored, Instant now) {
        WebhookSecrets.Opened opened = secrets.open(stored, now);
        return new Known(
                stored.webhook(),
                opened.secrets().getFirst(),
                opened.secrets().size() > 1 ? stored.sealed().formerUntil : null);
    }

    /** So that nobody else makes or changes callbacks of the tenant before the end of the transaction. */
    private static void lockTenant(Handle handle, UUID tenantId) {
        var _ = handle.createQuery(LOCK_TENANT)
                .bind(WebhookRows.TENANT, tenantId)
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("There is no such tenant."));
    }

    private static void requireQueue(Handle handle, CallbackOwner owner) {
        if (owner.queueId() != null
                && !handle.createQuery(HAS_QUEUE)
                        .bind(WebhookRows.TENANT, owner.tenantId())
                        .bind("id", owner.queueId())
                        .mapTo(Boolean.class)
                        .one()) {
            throw ProblemException.notFound("There is no such queue.");
        }
    }

    private static Map<String, @Nullable Object> fields(Webhook callback) {
        return Map.of(
                "queueId", String.valueOf(callback.queueId()), "url", callback.url(), "isActive", callback.isActive());
    }

    private static ProblemException none() {
        return ProblemException.conflict("no_callback", "There is no callback: give it a URL first.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
