package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Has a tenant's journal be followed from now on, rather than from its beginning. */
final class FirstWebhook {
    private static final String BEGIN_FOLLOWING = Sql.text(FirstWebhook.class, "begin_following");

    private FirstWebhook() {}

    /**
     * Comes before a webhook or callback is added, in the transaction that adds it, which has locked the tenant. Does
     * nothing when the tenant has one already.
     */
    static void beginFollowing(Handle handle, UUID tenantId) {
        handle.createUpdate(BEGIN_FOLLOWING).bind(WebhookRows.TENANT, tenantId).execute();
    }
}
