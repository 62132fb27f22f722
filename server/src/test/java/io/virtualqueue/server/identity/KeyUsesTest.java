package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyUsesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final UUID TENANT = TimeOrderedId.next();
    private static final UUID APPLICATION = TimeOrderedId.next();
    private static final long NOON_MILLIS =
            Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    private final KeyUses uses = new KeyUses(DATABASE.database().worker());

    @BeforeAll
    static void addAnApplication() {
        execute("INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                + " VALUES (:tenant, 'x', 'x', :now, :now)");
        execute("INSERT INTO application (tenant_id, id, name, allowed_origins, created_at, updated_at)"
                + " VALUES (:tenant, :application, 'x', '{}', :now, :now)");
    }

    @Test
    void oneUseInAMinuteIsWritten() {
        KeyUse key = addKey();
        uses.note(key, NOON_MILLIS);
        uses.note(key, NOON_MILLIS + 59_999);
        assertThat(uses.write()).isEqualTo(1);
        assertThat(uses.write()).isZero();
        assertThat(lastUsedAt(key)).contains(Instant.ofEpochMilli(NOON_MILLIS));
        uses.note(key, NOON_MILLIS + 60_001);
        assertThat(uses.write()).isEqualTo(1);
        assertThat(lastUsedAt(key)).contains(Instant.ofEpochMilli(NOON_MILLIS + 60_001));
    }

    @Test
    void anotherServersYoungerUseStands() {
        KeyUse here = addKey();
        KeyUse there = new KeyUse(TENANT, here.keyId());
        uses.note(here, NOON_MILLIS);
        uses.write();
        uses.note(there, NOON_MILLIS - 120_000);
        uses.write();
        assertThat(lastUsedAt(here)).contains(Instant.ofEpochMilli(NOON_MILLIS));
    }

    @Test
    void onlySoManyAreGathered() {
        KeyUses few = new KeyUses(DATABASE.database().worker(), 2);
        List<KeyUse> keys = List.of(addKey(), addKey(), addKey());
        keys.forEach(key -> few.note(key, NOON_MILLIS));
        assertThat(few.write()).isEqualTo(2);
        assertThat(keys).filteredOn(key -> lastUsedAt(key).isPresent()).hasSize(2);
    }

    @Test
    void onlySoManyAreWrittenAtOnce() {
        for (int i = 0; i <= KeyUses.MAX_WRITTEN_AT_ONCE; i++) {
            uses.note(new KeyUse(TENANT, TimeOrderedId.next()), NOON_MILLIS);
        }
        assertThat(uses.write()).isEqualTo(KeyUses.MAX_WRITTEN_AT_ONCE);
        assertThat(uses.write()).isEqualTo(1);
    }

    private static KeyUse addKey() {
        UUID id = TimeOrderedId.next();
        DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.createUpdate(
                                "INSERT INTO api_key (tenant_id, id, application_id, key_hash, name, prefix, scopes, is_test, created_at)"
                                        + " VALUES (:tenant, :id, :application, :hash, 'x', 'x', '{}', false, now())")
                        .bind("tenant", TENANT)
                        .bind("application", APPLICATION)
                        .bind("id", id)
                        .bind("hash", Secrets.hash(id.toString()))
                        .execute());
        return new KeyUse(TENANT, id);
    }

    private static void execute(String sql) {
        DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.createUpdate(sql)
                        .bind("tenant", TENANT)
                        .bind("application", APPLICATION)
                        .bind("now", OffsetDateTime.now(ZoneOffset.UTC))
                        .execute());
    }

    private static Optional<Instant> lastUsedAt(KeyUse key) {
        return DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.createQuery(
                                "SELECT last_used_at FROM api_key WHERE id = :id AND last_used_at IS NOT NULL")
                        .bind("id", key.keyId())
                        .mapTo(Instant.class)
                        .findOne());
    }
}
