package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Application;
import io.virtualqueue.server.identity.ApplicationListener;
import io.virtualqueue.server.outbound.OutboundHttp;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the callbacks of applications in step with their {@code callbackUrl}. */
@Singleton
final class ApplicationCallbacks implements ApplicationListener {
    private final Vault vault;
    private final WebhookSecrets secrets;
    private final OutboundHttp outbound;
    private final WebhookFollower follower;

    @Inject
    ApplicationCallbacks(Vault vault, WebhookSecrets secrets, OutboundHttp outbound, WebhookFollower follower) {
        this.vault = vault;
        this.secrets = secrets;
        this.outbound = outbound;
        this.follower = follower;
    }

    /** Has the tenant's keys be there: making them within the transaction would wait for the tenant, which it locks. */
    @Override
    public void prepare(UUID tenantId) {
        vault.keys(tenantId);
    }

    @Override
    public void saved(Handle handle, Application application) {
        CallbackOwner owner = CallbackOwner.application(application.tenantId(), application.id());
        Webhook before =
                CallbackRows.read(handle, owner).map(StoredWebhook::webhook).orElse(null);
        String url = application.settings().callbackUrl();
        if (url == null) {
            remove(handle, before);
            return;
        }
        if (before == null || !before.url().equals(url)) {
            outbound.refusal(URI.create(url)).ifPresent(message -> {
                throw ProblemException.invalidField("callbackUrl", message);
            });
        }
        Instant now = application.updatedAt();
        if (before == null) {
            add(handle, owner, url, now);
        } else {
            CallbackRows.change(handle, before, url, now);
        }
    }

    /** Adds the callback of an application that has none. */
    void add(Handle handle, CallbackOwner owner, String url, Instant now) {
        UUID id = TimeOrderedId.next();
        CallbackRows.add(handle, owner, id, url, secrets.seal(owner.tenantId(), id, WebhookSecret.fresh()), now);
    }

    @Override
    public void committed(UUID tenantId) {
        follower.lookNow();
    }

    @Override
    public void deleted(Handle handle, Application application) {
        CallbackOwner owner = CallbackOwner.application(application.tenantId(), application.id());
        remove(
                handle,
                CallbackRows.read(handle, owner).map(StoredWebhook::webhook).orElse(null));
    }

    private static void remove(Handle handle, @Nullable Webhook callback) {
        if (callback != null) {
            WebhookRows.delete(handle, callback.tenantId(), callback.id());
        }
    }
}
