package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on callbacks, each in a transaction of the caller's that has locked the tenant. */
final class CallbackRows {
    private static final String READ = Sql.text(CallbackRows.class, "read_callback");
    private static final String CHANGE = Sql.text(CallbackRows.class, "change_callback");
    private static final String NAME = "callback";

    private CallbackRows() {}

    static Optional<StoredWebhook> read(Handle handle, CallbackOwner owner) {
        return handle.createQuery(READ)
                .bind(WebhookRows.TENANT, owner.tenantId())
                .bind("application", owner.applicationId())
                .bind("queue", owner.queueId())
                .map((row, _) -> WebhookRows.stored(row))
                .findOne();
    }

    /** Adds one that is told of releases from now on. */
    static StoredWebhook add(Handle handle, CallbackOwner owner, UUID id, String url, byte[] secret, Instant now) {
        FirstWebhook.beginFollowing(handle, owner.tenantId());
        var callback = new Webhook(
                owner.tenantId(),
                id,
                Webhook.Kind.CALLBACK,
                owner.applicationId(),
                owner.queueId(),
                NAME,
                null,
                url,
                List.of(EventName.USER_RELEASED.wire()),
                RetryPolicy.CALLBACK,
                true,
                now,
                null,
                null,
                now,
                now);
        return WebhookRows.add(handle, callback, new StoredWebhook.Sealed(secret, null, null, null));
    }

    /** Gives it this URL, and switches it on should the server have switched it off. */
    static StoredWebhook change(Handle handle, Webhook callback, String url, Instant now) {
        if (!callback.isActive()) {
            FirstWebhook.beginFollowing(handle, callback.tenantId());
        }
        return handle.createUpdate(CHANGE)
                .bind(WebhookRows.TENANT, callback.tenantId())
                .bind("id", callback.id())
                .bind("url", url)
                .bind("now", WebhookRows.utc(now))
                .executeAndReturnGeneratedKeys()
                .map((row, _) -> WebhookRows.stored(row))
                .one();
    }
}
