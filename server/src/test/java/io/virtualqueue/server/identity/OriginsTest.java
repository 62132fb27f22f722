package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.db.WorkerTransactions;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OriginsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final UUID OLDER = new UUID(1, 1);
    private static final UUID YOUNGER = new UUID(2, 2);

    private static final UUID APPLICATION_OF_OLDER = UUID.randomUUID();

    @BeforeAll
    static void tenants() {
        addTenant(OLDER, APPLICATION_OF_OLDER, "https://a.example", "https://b.example");
        addTenant(YOUNGER, UUID.randomUUID(), "https://b.example", "https://c.example");
    }

    @Test
    void anOriginIsAllowedForTheTenantsThatNameIt() {
        Origins origins = new Origins(worker());
        assertThat(origins.allows("https://a.example"))
                .as("before the first look")
                .isFalse();
        origins.refresh();

        assertThat(origins.allows("https://c.example")).isTrue();
        assertThat(origins.allows("https://d.example")).isFalse();
        assertThat(origins.allows(OLDER, null, "https://b.example")).isTrue();
        assertThat(origins.allows(OLDER, null, "https://c.example")).isFalse();
        assertThat(origins.allows(YOUNGER, null, "https://c.example")).isTrue();
    }

    @Test
    void aQueueOfAnApplicationHasTheOriginsOfThatApplicationOnly() {
        Origins origins = new Origins(worker());
        origins.refresh();

        assertThat(origins.allows(OLDER, APPLICATION_OF_OLDER, "https://a.example"))
                .isTrue();
        assertThat(origins.allows(YOUNGER, APPLICATION_OF_OLDER, "https://c.example"))
                .isFalse();
        assertThat(origins.allows(OLDER, UUID.randomUUID(), "https://a.example"))
                .as("a deleted application")
                .isFalse();
    }

    @Test
    void whatDoesNotFitIsNotAllowedAndTheOldestTenantsFitFirst() {
        Origins origins = new Origins(worker(), 2);
        origins.refresh();

        assertThat(origins.allows(OLDER, null, "https://a.example")).isTrue();
        assertThat(origins.allows(OLDER, null, "https://b.example")).isTrue();
        assertThat(origins.allows(YOUNGER, null, "https://b.example")).isFalse();
        assertThat(origins.allows("https://c.example")).isFalse();
    }

    private static WorkerTransactions worker() {
        return DATABASE.database().worker();
    }

    private static void addTenant(UUID id, UUID application, String... origins) {
        worker().inTransaction(handle -> {
            handle.createUpdate("INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                            + " VALUES (:id, 'tenant', :domain, now(), now())")
                    .bind("id", id)
                    .bind("domain", id + ".example")
                    .execute();
            return handle.createUpdate("INSERT INTO application"
                            + " (tenant_id, id, name, allowed_origins, created_at, updated_at)"
                            + " VALUES (:tenant, :id, 'default', :origins, :now, :now)")
                    .bind("tenant", id)
                    .bind("id", application)
                    .bindArray("origins", String.class, (Object[]) origins)
                    .bind("now", OffsetDateTime.now(ZoneOffset.UTC))
                    .execute();
        });
    }
}
