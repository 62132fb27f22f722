package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The webhooks of tenants. */
@Singleton
final class Webhooks {
    /** Webhooks of one tenant, without callbacks. */
    static final int MAX_PER_TENANT = 100;

    private static final String HAS_QUEUE = Sql.text(Webhooks.class, "has_queue");

    private final TenantTransactions transactions;
    private final WebhookSecrets secrets;
    private final Applications applications;
    private final WebhookFollower follower;
    private final Clock clock;

    /**
     * A webhook with what it is called with.
     *
     * @param formerSecretUntil until when its former secret is good; null when there is none that is
     */
    record Known(
            Webhook webhook,
            WebhookSecrets.Opened opened,
            @Nullable Instant formerSecretUntil) {}

    /** One that was asked for; replayed when it was made before, with the same idempotency key. */
    record Made(Known webhook, boolean isReplayed) {}

    /** Part of a list. */
    record Listed(List<Known> webhooks, long total) {}

    private record Stored(StoredWebhook webhook, boolean isReplayed) {}

    private record Page(List<StoredWebhook> webhooks, long total) {}

    @Inject
    Webhooks(
            TenantTransactions transactions,
            WebhookSecrets secrets,
            Applications applications,
            WebhookFollower follower,
            Clock clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.applications = applications;
        this.follower = follower;
        this.clock = clock;
    }

    /**
     * Makes a webhook. It is told of what happens from now on.
     *
     * @param key makes it once, or null
     * @throws ProblemException 404 when there is no such tenant or what the key made is deleted, 409 when the tenant has
     *     {@value #MAX_PER_TENANT} already, 422 when there is no such queue or application or the key came before with
     *     another request
     */
    Made create(UUID tenantId, WebhookFields.Wish wish, @Nullable RequestKey key, Actor by) {
        Instant now = now();
        UUID id = TimeOrderedId.next();
        requireApplication(tenantId, wish.settings().applicationId());
        Webhook fresh = fresh(tenantId, id, wish.settings(), now);
        var sealed = new StoredWebhook.Sealed(
                secrets.seal(tenantId, id, wish.secret()), null, null, secrets.seal(tenantId, id, wish.headers()));
        Stored stored = transactions.inTenant(tenantId, handle -> {
            UUID before = key == null ? null : key.claim(handle, tenantId, id, now);
            if (before != null) {
                return new Stored(WebhookRows.read(handle, tenantId, before).orElseThrow(Webhooks::unknown), true);
            }
            FirstWebhook.beginFollowing(handle, tenantId);
            requireRoom(handle, tenantId);
            requireQueue(handle, tenantId, wish.settings().queueId());
            StoredWebhook added = WebhookRows.add(handle, fresh, sealed);
            WebhookTrail.note(handle, added.webhook(), by, now, "created", fields(wish.settings(), wish.headers()));
            return new Stored(added, false);
        });
        follower.lookNow();
        return new Made(known(stored.webhook(), now), stored.isReplayed());
    }

    /** The webhook, or empty when the tenant has none of this id. */
    Optional<Known> read(UUID tenantId, UUID id) {
        return transactions
                .inTenant(tenantId, handle -> WebhookRows.read(handle, tenantId, id))
                .map(stored -> known(stored, now()));
    }

    /** A page of a tenant's webhooks; sorted by {@code createdAt} or {@code name}, searched by name. */
    Listed list(UUID tenantId, PageRequest page) {
        Page found = transactions.inTenant(
                tenantId,
                handle ->
                        new Page(WebhookRows.list(handle, tenantId, page), WebhookRows.count(handle, tenantId, page)));
        Instant now = now();
        return new Listed(
                found.webhooks().stream().map(stored -> known(stored, now)).toList(), found.total());
    }

    /**
     * Changes a webhook. One that becomes active is told of what happens from now on.
     *
     * @return the webhook as it is then, or empty when there is none of this id
     * @throws ProblemException 422 when there is no such queue or application
     */
    Optional<Known> change(UUID tenantId, UUID id, WebhookFields.Change change, Actor by) {
        Instant now = now();
        requireApplication(tenantId, change.applicationId());
        Map<String, String> headers = change.headers();
        byte[] sealedHeaders = headers == null ? null : secrets.seal(tenantId, id, headers);
        Optional<StoredWebhook> changed = transactions.inTenant(tenantId, handle -> {
            StoredWebhook before = WebhookRows.lock(handle, tenantId, id).orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            WebhookSettings old = WebhookSettings.of(before.webhook());
            WebhookSettings next = change.settings().apply(old);
            if (!Objects.equals(next.queueId(), old.queueId())) {
                requireQueue(handle, tenantId, next.queueId());
            }
            boolean activated = next.isActive() && !old.isActive();
            if (activated) {
                FirstWebhook.beginFollowing(handle, tenantId);
            }
            StoredWebhook after = WebhookRows.change(
                    handle,
                    changed(before.webhook(), next, now),
                    headers == null ? before.sealed().headers : sealedHeaders,
                    activated);
            WebhookTrail.changed(handle, after.webhook(), by, now, fields(old, null), fields(next, headers));
            return Optional.of(after);
        });
        follower.lookNow();
        return changed.map(stored -> known(stored, now));
    }

    /**
     * Gives a webhook another secret; deliveries are signed with the former one too for the overlap.
     *
     * @return the webhook as it is then, or empty when there is none of this id
     */
    Optional<Known> rotateSecret(UUID tenantId, UUID id, NewSecret.Wish wish, Actor by) {
        Instant now = now();
        byte[] sealed = secrets.seal(tenantId, id, wish.secret());
        Instant formerUntil = wish.overlap().isZero() ? null : now.plus(wish.overlap());
        Optional<StoredWebhook> changed = transactions.inTenant(tenantId, handle -> {
            StoredWebhook before = WebhookRows.lock(handle, tenantId, id).orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            StoredWebhook after = WebhookRows.changeSecret(
                    handle, tenantId, id, before.sealed().withSecret(sealed, formerUntil), now);
            WebhookTrail.note(handle, after.webhook(), by, now, "secret_rotated", null);
            return Optional.of(after);
        });
        return changed.map(stored -> known(stored, now));
    }

    /** Deletes a webhook; what is still to be sent to it is not sent. False when there is none of this id. */
    boolean delete(UUID tenantId, UUID id, Actor by) {
        Instant now = now();
        return transactions.inTenant(tenantId, handle -> {
            StoredWebhook before = WebhookRows.lock(handle, tenantId, id).orElse(null);
            if (before == null) {
                return false;
            }
            WebhookRows.delete(handle, tenantId, id);
            WebhookTrail.note(handle, before.webhook(), by, now, "deleted", null);
            return true;
        });
    }

    private Known known(StoredWebhook stored, Instant now) {
        WebhookSecrets.Opened opened = secrets.open(stored, now);
        return new Known(stored.webhook(), opened, opened.secrets().size() > 1 ? stored.sealed().formerUntil : null);
    }

    private static void requireRoom(Handle handle, UUID tenantId) {
        if (WebhookRows.count(handle, tenantId) >= MAX_PER_TENANT) {
            throw ProblemException.conflict("limit_reached", "A tenant may have " + MAX_PER_TENANT + " webhooks.");
        }
    }

    private static void requireQueue(Handle handle, UUID tenantId, @Nullable UUID queueId) {
        if (queueId != null
                && !handle.createQuery(HAS_QUEUE)
                        .bind(WebhookRows.TENANT, tenantId)
                        .bind("id", queueId)
                        .mapTo(Boolean.class)
                        .one()) {
            throw ProblemException.invalidField("queueId", "must be a queue of the tenant");
        }
    }

    /** A sandbox has the applications of its tenant. */
    private void requireApplication(UUID tenantId, @Nullable UUID applicationId) {
        if (applicationId != null
                && applications.read(Sandbox.liveOf(tenantId), applicationId).isEmpty()) {
            throw ProblemException.invalidField("applicationId", "must be an application of the tenant");
        }
    }

    /** As the trail keeps them; of headers only the names, and nothing when they stay. */
    private static Map<String, @Nullable Object> fields(
            WebhookSettings settings, @Nullable Map<String, String> headers) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(settings.fields());
        if (headers != null) {
            fields.put("headers", List.copyOf(headers.keySet()));
        }
        return fields;
    }

    private static Webhook fresh(UUID tenantId, UUID id, WebhookSettings settings, Instant now) {
        return webhook(tenantId, id, settings, now, now);
    }

    private static Webhook changed(Webhook before, WebhookSettings settings, Instant now) {
        return webhook(before.tenantId(), before.id(), settings, before.createdAt(), now);
    }

    /** What the server notes of a webhook by itself is not taken from here. */
    private static Webhook webhook(UUID tenantId, UUID id, WebhookSettings settings, Instant created, Instant now) {
        return new Webhook(
                tenantId,
                id,
                Webhook.Kind.WEBHOOK,
                settings.applicationId(),
                settings.queueId(),
                settings.name(),
                settings.description(),
                settings.url(),
                settings.events(),
                settings.retryPolicy(),
                settings.isActive(),
                created,
                null,
                null,
                created,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("There is no such webhook.");
    }
}
