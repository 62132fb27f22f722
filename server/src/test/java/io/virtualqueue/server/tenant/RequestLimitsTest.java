package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Sandbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestLimitsTest {
    private static final int SERVERS_OWN = 1_000;

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final TenantLimits known = new TenantLimits(worker());
    private final RequestLimits limits = new RequestLimits(known);

    @Test
    void aTenantsLimitTakesThePlaceOfTheServers() {
        UUID generous = tenant(5_000);
        UUID ordinary = tenant(null);
        known.refresh();

        assertThat(limits.of(generous, SERVERS_OWN)).isEqualTo(5_000);
        assertThat(limits.of(ordinary, SERVERS_OWN)).isEqualTo(SERVERS_OWN);
    }

    @Test
    void aSandboxHasItsTenantsLimits() {
        UUID tenant = tenant(50);
        known.refresh();

        assertThat(limits.of(Sandbox.of(tenant), SERVERS_OWN)).isEqualTo(50);
    }

    @Test
    void anApplicationMayHaveLessThanItsTenantAndNotMore() {
        UUID tenant = tenant(500);
        UUID modest = application(tenant, 10);
        UUID greedy = application(tenant, 100_000);
        UUID ordinary = application(tenant, null);
        known.refresh();

        assertThat(limits.of(tenant, modest, SERVERS_OWN)).isEqualTo(10);
        assertThat(limits.of(tenant, greedy, SERVERS_OWN)).isEqualTo(500);
        assertThat(limits.of(tenant, ordinary, SERVERS_OWN)).isEqualTo(500);
    }

    @Test
    void whatIsNotReadYetHasTheServersLimit() {
        UUID tenant = tenant(50);
        assertThat(limits.of(tenant, SERVERS_OWN)).isEqualTo(SERVERS_OWN);
        known.refresh();
        assertThat(limits.of(tenant, SERVERS_OWN)).isEqualTo(50);
    }

    private static WorkerTransactions worker() {
        return DATABASE.database().worker();
    }

    private static UUID tenant(@Nullable Integer requestsPerMinute) {
        UUID id = TimeOrderedId.next();
        worker().inTransaction(handle -> handle.createUpdate(
                        "INSERT INTO tenant (id, name, domain, created_at, updated_at, requests_per_minute)"
                                + " VALUES (:id, 'tenant', :domain, now(), now(), :limit)")
                .bind("id", id)
                .bind("domain", id + ".example")
                .bind("limit", requestsPerMinute)
                .execute());
        return id;
    }

    private static UUID application(UUID tenant, @Nullable Integer perMinute) {
        UUID id = TimeOrderedId.next();
        worker().inTransaction(handle -> handle.createUpdate("INSERT INTO application"
                        + " (tenant_id, id, name, allowed_origins, created_at, updated_at, rate_limit_per_minute)"
                        + " VALUES (:tenant, :id, 'application', '{}', now(), now(), :limit)")
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("limit", perMinute)
                .execute());
        return id;
    }
}
