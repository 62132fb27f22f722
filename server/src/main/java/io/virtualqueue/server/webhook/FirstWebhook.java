package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.FollowerCursors;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/** Has a tenant's journal be followed from now on, rather than from where it was last of use to a webhook. */
final class FirstWebhook {
    /** The name of the follower that makes deliveries. */
    static final String FOLLOWER = "webhook";

    private static final String LOCK_TENANT = Sql.text(FirstWebhook.class, "lock_tenant");
    private static final String HAS_ACTIVE = Sql.text(FirstWebhook.class, "has_active_webhook");

    private FirstWebhook() {}

    /**
     * Comes first in a transaction that adds or activates a webhook or callback. Others that do wait, so that two at the
     * same moment cannot both be the first, or the last that fits.
     *
     * @throws ProblemException 404 when there is no such tenant
     */
    static void beginFollowing(Handle handle, UUID tenantId) {
        if (handle.createQuery(LOCK_TENANT)
                .bind(WebhookRows.TENANT, tenantId)
                .mapTo(UUID.class)
                .findOne()
                .isEmpty()) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        boolean isFollowed = handle.createQuery(HAS_ACTIVE)
                .bind(WebhookRows.TENANT, tenantId)
                .mapTo(Boolean.class)
                .one();
        if (!isFollowed) {
            try {
                FollowerCursors.moveToPresent(handle.getConnection(), FOLLOWER, tenantId);
            } catch (SQLException failure) {
                // As the other statements of the transaction fail.
                throw new ConnectionException(failure);
            }
        }
    }
}
