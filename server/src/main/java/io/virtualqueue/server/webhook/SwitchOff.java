package io.virtualqueue.server.webhook;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.mail.Letter;
import io.virtualqueue.server.mail.Mail;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Switches webhooks off that nobody answers any more, and says so to those who can do something about it. */
@Singleton
final class SwitchOff {
    /** Admins that get a mail. */
    static final int MAX_LETTERS = 20;
    /** Deliveries given up in one transaction. */
    static final int MAX_BURIED_AT_ONCE = 10_000;

    private static final Logger LOG = Logger.getLogger(SwitchOff.class);
    private static final String DISABLE = Sql.text(SwitchOff.class, "disable_webhook");
    private static final String BURY = Sql.text(SwitchOff.class, "bury_deliveries");
    private static final String ADMINS = Sql.text(SwitchOff.class, "admins_of_tenant");
    private static final String TENANT = "tenant";
    private static final String ID = "id";
    private static final String LIMIT = "limit";

    private final WorkerTransactions worker;
    private final Mail mail;
    private final Clock clock;

    @Inject
    SwitchOff(WorkerTransactions worker, Mail mail, Clock clock) {
        this.worker = worker;
        this.mail = mail;
        this.clock = clock;
    }

    /** Switches it off, gives up what it was still to be told, and tells the admins of its tenant, once. */
    void switchOff(Webhook webhook, String reason) {
        boolean done = worker.inTransaction(handle -> {
            boolean disabled = handle.createUpdate(DISABLE)
                            .bind(TENANT, webhook.tenantId())
                            .bind(ID, webhook.id())
                            .bind("reason", reason)
                            .execute()
                    > 0;
            if (disabled) {
                WebhookTrail.note(
                        handle,
                        webhook,
                        Actor.SYSTEM,
                        clock.instant(),
                        "disabled",
                        Map.of("isActive", false, "disabledReason", reason));
            }
            return disabled;
        });
        if (done) {
            LOG.warnf("Webhook %s of tenant %s is switched off: %s", webhook.id(), webhook.tenantId(), reason);
            bury(webhook.tenantId(), webhook.id());
            tellAdmins(webhook, reason);
        }
    }

    /** Gives up all that is pending; it can be asked for again. */
    void bury(UUID tenantId, UUID webhookId) {
        int last;
        do {
            last = worker.inTransaction(handle -> handle.createUpdate(BURY)
                    .bind(TENANT, tenantId)
                    .bind(ID, webhookId)
                    .bind(LIMIT, MAX_BURIED_AT_ONCE)
                    .execute());
        } while (last == MAX_BURIED_AT_ONCE);
    }

    private void tellAdmins(Webhook webhook, String reason) {
        if (!mail.isConfigured()) {
            return;
        }
        List<String> admins = worker.inTransaction(handle -> handle.createQuery(ADMINS)
                .bind(TENANT, Sandbox.liveOf(webhook.tenantId()))
                .bind(LIMIT, MAX_LETTERS)
                .mapTo(String.class)
                .list());
        String text = """
                VirtualQueue has switched off the webhook "%s".

                %s

                What it was still to be told is kept for 30 days as dead deliveries. Once its receiver works again,
                make the webhook active and have them sent again. Its id is %s.
                """.formatted(webhook.name(), reason, webhook.id());
        admins.forEach(admin -> mail.send(new Letter(admin, "A webhook was switched off", text)));
    }
}
