package io.virtualqueue.server;

import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Accounts;
import io.virtualqueue.server.identity.Role;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.tenant.Tenants;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant to try things with: a waiting room, a service desk and somebody who may do everything with them. */
@Singleton
final class Demo {
    static final String DOMAIN = "demo.local";
    private static final String EMAIL = "demo@" + DOMAIN;
    private static final int ROOM_CAPACITY = 100;
    /** One every six seconds, so that a first visitor sees the position fall. */
    private static final int ROOM_RATE_PER_MINUTE = 10;

    private static final int PASSWORD_BYTES = 12;
    /** After the journal has started. */
    private static final int LATER = 5_000;

    private final ServeOptions options;
    private final Tenants tenants;
    private final Accounts accounts;
    private final Journal journal;
    private Optional<Made> made = Optional.empty();

    Demo(ServeOptions options, Tenants tenants, Accounts accounts, Journal journal) {
        this.options = options;
        this.tenants = tenants;
        this.accounts = accounts;
        this.journal = journal;
    }

    /** What was made just now. The API key and the password are known nowhere else. */
    record Made(UUID tenantId, UUID roomId, UUID deskId, String apiKey, String email, String password) {
        @Override
        public String toString() {
            return "Made[" + tenantId + "]";
        }
    }

    void start(@Observes @Priority(LATER) StartupEvent event) {
        if (options.demo()) {
            made = make();
        }
    }

    /** What this start has made; empty when there was nothing to make. */
    Optional<Made> made() {
        return made;
    }

    private Optional<Made> make() {
        Tenants.Created tenant;
        try {
            tenant = tenants.create("Demo", DOMAIN, List.of());
        } catch (ProblemException taken) {
            // An earlier start has made it.
            return Optional.empty();
        }
        UUID tenantId = tenant.tenant().id();
        QueueKey room = new QueueKey(tenantId, TimeOrderedId.next());
        QueueKey desk = new QueueKey(tenantId, TimeOrderedId.next());
        journal.create(
                List.of(
                        new NewQueue(
                                room,
                                null,
                                QueueSettings.waitingRoom("Demo waiting room", ROOM_CAPACITY, ROOM_RATE_PER_MINUTE)),
                        new NewQueue(desk, null, QueueSettings.serviceDesk("Demo service desk"))),
                null);
        String password = newPassword();
        accounts.create(tenantId, EMAIL, password, Role.ADMIN);
        return Optional.of(new Made(tenantId, room.queueId(), desk.queueId(), tenant.apiKey(), EMAIL, password));
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
