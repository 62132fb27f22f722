package io.virtualqueue.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.trail.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TenantTrailTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Actor ADMIN = new Actor(Actor.Kind.PERSON, new UUID(1, 1), "203.0.113.7");

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final UUID id = TimeOrderedId.next();

    private record Entry(
            String action,
            UUID subject,
            @Nullable String before,
            @Nullable String after) {}

    @Test
    void aChangeLeavesOnlyTheFieldsThatChanged() {
        Tenant before = tenant("Bank", null);
        Tenant after = tenant("Bank", "de-AT");

        add(List.of(id), TenantTrail.UPDATED, before, after);

        assertThat(entries(id))
                .containsExactly(new Entry("tenant.updated", id, "{\"locale\": null}", "{\"locale\": \"de-AT\"}"));
    }

    @Test
    void aNewTenantIsToldOfInItsOwnTrailAndInThePlatforms() {
        add(List.of(id, Caller.PLATFORM), TenantTrail.CREATED, null, tenant("Bank", "fr"));

        assertThat(entries(id)).singleElement().satisfies(entry -> {
            assertThat(entry.before()).isNull();
            assertThat(entry.after()).contains("\"name\": \"Bank\"", "\"locale\": \"fr\"", "\"allowedOrigins\": []");
        });
        assertThat(entries(Caller.PLATFORM)).extracting(Entry::subject).contains(id);
    }

    @Test
    void aDeletedOneHasNoFields() {
        add(List.of(id), TenantTrail.DELETED, null, null);

        assertThat(entries(id)).containsExactly(new Entry("tenant.deleted", id, null, null));
    }

    private Tenant tenant(String name, @Nullable String locale) {
        TenantSettings first = TenantSettings.DEFAULT;
        var settings = new TenantSettings(
                first.branding(),
                locale,
                first.limits(),
                first.mfaRequired(),
                first.retentionDays(),
                first.auditRetentionDays());
        return new Tenant(id, name, "bank.example", List.of(), settings, AT, AT);
    }

    private void add(List<UUID> trails, String action, @Nullable Tenant before, @Nullable Tenant after) {
        DATABASE.database().worker().inTransaction(handle -> {
            TenantTrail.add(handle, trails, AT, ADMIN, action, id, before, after);
            return id;
        });
    }

    private static List<Entry> entries(UUID tenant) {
        return DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.createQuery("SELECT action, subject_id, before::text, after::text"
                                + " FROM audit_entry WHERE tenant_id = :tenant ORDER BY id")
                        .bind("tenant", tenant)
                        .map((row, _) -> new Entry(
                                row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                        .list());
    }
}
