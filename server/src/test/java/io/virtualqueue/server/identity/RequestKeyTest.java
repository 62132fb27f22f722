package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestKeyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plus(RequestKey.KEPT);

    private final UUID tenant = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final RequestKey key = new RequestKey("person:1", "k", "ab");

    @Test
    void aKeyCountsForADay() {
        assertThat(claim(first, START)).isNull();
        assertThat(claim(second, LATER.minusMillis(1))).isEqualTo(first);
        assertThat(claim(second, LATER)).isNull();
        assertThat(claim(first, LATER)).isEqualTo(second);
    }

    @Test
    void keysThatNoLongerCountAreDeletedSoManyAtOnce() {
        DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.createUpdate("""
                                INSERT INTO request_key (tenant_id, credential, key, body_hash, resource_id, created_at)
                                SELECT :tenant, 'person:2', n, '', :tenant, :at FROM generate_series(1, :count) n
                                """)
                        .bind("tenant", tenant)
                        .bind("at", START.minusSeconds(1).atOffset(ZoneOffset.UTC))
                        .bind("count", RequestKey.MAX_DELETED_AT_ONCE + 1)
                        .execute());
        claim(first, START);

        Instant almostLater = LATER.minusMillis(1);
        assertThat(forgetOld(almostLater)).isEqualTo(RequestKey.MAX_DELETED_AT_ONCE);
        assertThat(forgetOld(almostLater)).isEqualTo(1);
        assertThat(claim(second, almostLater)).isEqualTo(first);
    }

    private @Nullable UUID claim(UUID resource, Instant now) {
        return DATABASE.database().tenants().inTenant(tenant, handle -> key.claim(handle, tenant, resource, now));
    }

    private static int forgetOld(Instant now) {
        return DATABASE.database().worker().inTransaction(handle -> RequestKey.forgetOld(handle, now));
    }
}
