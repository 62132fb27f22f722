package io.virtualqueue.server.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.vault.Vault;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes the callbacks of applications whose URL is from before there were callbacks, and takes away those of queues that
 * are gone. Any number of servers may do so at once.
 */
@Singleton
final class CallbackUpkeep {
    static final Duration EVERY = Duration.ofHours(1);
    /** How long the callback of a deleted queue is left, for what is still to be told. */
    static final Duration LEFT_FOR = Duration.ofDays(1);

    static final int MAX_AT_ONCE = 1_000;

    private static final Logger LOG = Logger.getLogger(CallbackUpkeep.class);
    private static final String TO_MAKE = Sql.text(CallbackUpkeep.class, "find_callbacks_to_make");
    private static final String LOCK_URL = Sql.text(CallbackUpkeep.class, "lock_callback_url");
    private static final String DELETE_LEFT = Sql.text(CallbackUpkeep.class, "delete_left_callbacks");

    private final WorkerTransactions worker;
    private final ApplicationCallbacks callbacks;
    private final Vault vault;
    private final Clock clock;
    private final RepeatedWork rounds = new RepeatedWork("upkeep of callbacks", EVERY, this::run);

    private record Owner(UUID tenantId, UUID applicationId) {}

    @Inject
    CallbackUpkeep(WorkerTransactions worker, ApplicationCallbacks callbacks, Vault vault, Clock clock) {
        this.worker = worker;
        this.callbacks = callbacks;
        this.vault = vault;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** One round. */
    void run() {
        List<Owner> owners;
        do {
            owners = worker.inTransaction(handle -> handle.createQuery(TO_MAKE)
                    .bind("limit", MAX_AT_ONCE)
                    .map((row, _) -> new Owner(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                    .list());
            owners.forEach(this::makeUnlessGone);
        } while (owners.size() == MAX_AT_ONCE && !rounds.isStopped());
        worker.inTransaction(handle -> handle.createUpdate(DELETE_LEFT)
                .bind("before", WebhookRows.utc(clock.instant().minus(LEFT_FOR)))
                .bind("limit", MAX_AT_ONCE)
                .execute());
    }

    private void makeUnlessGone(Owner owner) {
        try {
            make(owner);
        } catch (ProblemException gone) {
            LOG.debug("A tenant was deleted meanwhile", gone);
        }
    }

    private void make(Owner owner) {
        vault.keys(owner.tenantId());
        Instant now = clock.instant();
        worker.inTransaction(handle -> {
            FirstWebhook.beginFollowing(handle, owner.tenantId());
            CallbackOwner callback = CallbackOwner.application(owner.tenantId(), owner.applicationId());
            String url = handle.createQuery(LOCK_URL)
                    .bind(WebhookRows.TENANT, owner.tenantId())
                    .bind("id", owner.applicationId())
                    .mapTo(String.class)
                    .findOne()
                    .orElse("");
            boolean isToMake =
                    !url.isEmpty() && CallbackRows.read(handle, callback).isEmpty();
            if (isToMake) {
                callbacks.add(handle, callback, url, now);
            }
            return isToMake;
        });
    }
}
