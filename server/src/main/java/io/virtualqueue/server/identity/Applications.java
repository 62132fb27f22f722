package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.TimeOrderedId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The programs of tenants and their API keys. Each tenant has one of each now, made with it. */
@Singleton
public final class Applications {
    /** What every API key begins with. */
    static final String KEY_PREFIX = "vq_live_";

    private static final Pattern KEY = Pattern.compile(KEY_PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String DEFAULT_NAME = "default";
    private static final String ADD = Sql.text(Applications.class, "add_application");
    private static final String ADD_KEY = Sql.text(Applications.class, "add_api_key");
    private static final String FIND_KEY = Sql.text(Applications.class, "find_api_key");
    private static final String READ_ORIGINS = Sql.text(Applications.class, "read_origins");
    private static final String SET_ORIGINS = Sql.text(Applications.class, "set_origins");
    private static final String END_KEYS = Sql.text(Applications.class, "end_tenant_keys");
    private static final String END_ACCOUNTS = Sql.text(Applications.class, "end_tenant_accounts");
    private static final String REVOKE = Sql.text(Applications.class, "revoke");

    private final TenantTransactions transactions;
    private final Clock clock;

    /** A new application; the key is known nowhere else. */
    public record Created(UUID applicationId, String apiKey) {
        @Override
        public String toString() {
            return "Created[" + applicationId + "]";
        }
    }

    @Inject
    public Applications(TenantTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes the application of a new tenant, in the transaction that makes the tenant. */
    public Created create(Handle handle, UUID tenantId, List<String> allowedOrigins) {
        UUID applicationId = TimeOrderedId.next();
        OffsetDateTime now = OffsetDateTime.now(clock);
        handle.createUpdate(ADD)
                .bind("tenant", tenantId)
                .bind("id", applicationId)
                .bind("name", DEFAULT_NAME)
                .bindArray("origins", String.class, allowedOrigins)
                .bind("now", now)
                .execute();
        String key = KEY_PREFIX + Secrets.randomText();
        handle.createUpdate(ADD_KEY)
                .bind("tenant", tenantId)
                .bind("id", TimeOrderedId.next())
                .bind("application", applicationId)
                .bind("hash", Secrets.hash(key))
                .bind("now", now)
                .execute();
        return new Created(applicationId, key);
    }

    /** The web origins from which browsers may join this tenant's queues. */
    public List<String> allowedOrigins(Handle handle, UUID tenantId) {
        return handle.createQuery(READ_ORIGINS)
                .bind("tenant", tenantId)
                .mapTo(String.class)
                .list();
    }

    /** Sets these origins; every server knows within {@link Origins#MAX_AGE}. */
    public void setAllowedOrigins(Handle handle, UUID tenantId, List<String> origins) {
        handle.createUpdate(SET_ORIGINS)
                .bind("tenant", tenantId)
                .bindArray("origins", String.class, origins)
                .bind("now", OffsetDateTime.now(clock))
                .execute();
    }

    /** Ends all keys and people of a tenant, in the transaction that deletes it. */
    public void endAll(Handle handle, UUID tenantId) {
        for (String end : List.of(END_KEYS, END_ACCOUNTS)) {
            handle.createUpdate(end)
                    .bind("tenant", tenantId)
                    .bind("now", OffsetDateTime.now(clock))
                    .execute();
        }
        handle.createQuery(REVOKE).bind("subject", tenantId).mapTo(Long.class).one();
    }

    /** Whether this looks like an API key. */
    static boolean isKey(String credential) {
        return KEY.matcher(credential).matches();
    }

    /** Whose key this is, or null when it is unknown or revoked. */
    Caller.@Nullable Application find(String key) {
        if (!KEY.matcher(key).matches()) {
            return null;
        }
        return transactions.beforeTenant(handle -> handle.createQuery(FIND_KEY)
                .bind("hash", Secrets.hash(key))
                .map((row, _) -> new Caller.Application(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        Scope.ALL))
                .findOne()
                .orElse(null));
    }
}
