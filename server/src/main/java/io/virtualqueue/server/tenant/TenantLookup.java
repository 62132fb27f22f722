package io.virtualqueue.server.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the tenant that is meant by those who show no credential. Waits for the database: not for the event loop. */
@Singleton
public final class TenantLookup {
    static final int MAX_KNOWN = 10_000;
    /** So long a tenant that was deleted, or is not the only one any more, may still be found. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private static final String ANY_DOMAIN = "";
    private static final String FIND_TWO = Sql.text(TenantLookup.class, "find_two_tenants");

    private final WorkerTransactions platform;
    private final Cache<String, UUID> known = Caffeine.newBuilder()
            .maximumSize(MAX_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    @Inject
    TenantLookup(WorkerTransactions platform) {
        this.platform = platform;
    }

    /** The tenant of this domain; empty when there is none. */
    public Optional<UUID> withDomain(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        return name.isEmpty() ? Optional.empty() : find(name, name);
    }

    /** The one tenant of an installation that has no other. */
    public Optional<UUID> only() {
        return find(ANY_DOMAIN, null);
    }

    private Optional<UUID> find(String key, @Nullable String domain) {
        UUID remembered = known.getIfPresent(key);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        List<UUID> found = platform.inTransaction(handle -> handle.createQuery(FIND_TWO)
                .bind("domain", domain)
                .mapTo(UUID.class)
                .list());
        if (found.size() != 1) {
            return Optional.empty();
        }
        known.put(key, found.getFirst());
        return Optional.of(found.getFirst());
    }
}
