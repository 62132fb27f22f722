package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The API keys of applications. Each is shown once, when it is made; only a hash of it is kept. */
@Singleton
public final class ApiKeys {
    /** Keys of one application that work at one time; enough to rotate each of several programs' keys. */
    public static final int MAX_WORKING = 20;
    /** How long a key may go on working beside the one that replaces it. */
    public static final Duration MAX_OVERLAP = Duration.ofDays(30);

    public static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);

    private static final int SHOWN_CHARACTERS = 12;
    private static final String ADD = Sql.text(ApiKeys.class, "add_api_key");
    private static final String LIST = Sql.text(ApiKeys.class, "list_api_keys");
    private static final String COUNT = Sql.text(ApiKeys.class, "count_api_keys");
    private static final String COUNT_WORKING = Sql.text(ApiKeys.class, "count_working_api_keys");
    private static final String LOCK_WORKING = Sql.text(ApiKeys.class, "lock_working_api_key");
    private static final String EXPIRE = Sql.text(ApiKeys.class, "expire_api_key");
    private static final String END = Sql.text(ApiKeys.class, "end_api_key");
    private static final String REVOKE = Sql.text(ApiKeys.class, "revoke");

    private final TenantTransactions transactions;
    private final Revocations revocations;
    private final Clock clock;

    /** Part of a list. */
    public record Listed(List<ApiKey> keys, long total) {}

    @Inject
    public ApiKeys(TenantTransactions transactions, Revocations revocations, Clock clock) {
        this.transactions = transactions;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @return empty when there is no such application
     * @throws ProblemException 409 when the application has {@value #MAX_WORKING} already
     */
    public Optional<ApiKey.Made> create(UUID tenantId, UUID applicationId, ApiKey.Wish wish, Actor by) {
        Instant now = now();
        return transactions.inTenant(tenantId, handle -> {
            // Locked, so that others wait who count its keys.
            if (ApplicationRows.lock(handle, tenantId, applicationId).isEmpty()) {
                return Optional.empty();
            }
            requireRoom(handle, tenantId, applicationId, now);
            ApiKey.Made made = add(handle, tenantId, applicationId, wish, now);
            ApplicationTrail.key(
                    handle,
                    tenantId,
                    made.key().id(),
                    by,
                    now,
                    "created",
                    ChangedFields.made(ApplicationTrail.fields(applicationId, made.key())));
            return Optional.of(made);
        });
    }

    /** Makes a key in a transaction of the caller's. */
    ApiKey.Made add(Handle handle, UUID tenantId, UUID applicationId, ApiKey.Wish wish, Instant now) {
        String secret = KnownKey.prefix(wish.test()) + Secrets.randomText();
        ApiKey key = new ApiKey(
                TimeOrderedId.next(),
                wish.name(),
                secret.substring(0, SHOWN_CHARACTERS),
                wish.scopes(),
                wish.test(),
                wish.expiresAt(),
                null,
                now,
                null);
        handle.createUpdate(ADD)
                .bind("tenant", tenantId)
                .bind("id", key.id())
                .bind("application", applicationId)
                .bind("hash", Secrets.hash(secret))
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bindArray(
                        "scopes",
                        String.class,
                        key.scopes().stream().map(Scope::wireName).sorted().toList())
                .bind("test", key.test())
                .bind("expires", utc(key.expiresAt()))
                .bind("now", utc(now))
                .execute();
        return new ApiKey.Made(key, secret);
    }

    /** A page of an application's keys, also those that work no more; empty when there is no such application. */
    public Optional<Listed> list(UUID tenantId, UUID applicationId, PageRequest page) {
        return transactions.inTenant(tenantId, handle -> {
            if (ApplicationRows.read(handle, tenantId, applicationId).isEmpty()) {
                return Optional.empty();
            }
            List<ApiKey> keys = handle.createQuery(LIST)
                    .bind("tenant", tenantId)
                    .bind("application", applicationId)
                    .bind("search", page.search())
                    .bind("sort", page.sort())
                    .bind("descending", page.descending())
                    .bind("limit", page.limit())
                    .bind("offset", page.offset())
                    .map((row, _) -> key(row))
                    .list();
            long total = handle.createQuery(COUNT)
                    .bind("tenant", tenantId)
                    .bind("application", applicationId)
                    .bind("search", page.search())
                    .mapTo(Long.class)
                    .one();
            return Optional.of(new Listed(keys, total));
        });
    }

    /**
     * Makes a key in place of another, which goes on working for the overlap. The new one has the name, the scopes and,
     * from now on, the span of life of the other.
     *
     * @param overlap from 0 to {@link #MAX_OVERLAP}
     * @return empty when there is no such key that works
     * @throws ProblemException 409 when the application has {@value #MAX_WORKING} already
     */
    public Optional<ApiKey.Made> rotate(UUID tenantId, UUID applicationId, UUID keyId, Duration overlap, Actor by) {
        Instant now = now();
        Optional<ApiKey.Made> rotated = transactions.inTenant(tenantId, handle -> {
            // Locked, so that others wait who count its keys.
            if (ApplicationRows.lock(handle, tenantId, applicationId).isEmpty()) {
                return Optional.empty();
            }
            ApiKey old = lockWorking(handle, tenantId, applicationId, keyId, now);
            if (old == null) {
                return Optional.empty();
            }
            requireRoom(handle, tenantId, applicationId, now);
            ApiKey.Made made = add(handle, tenantId, applicationId, successor(old, now), now);
            ApiKey ending = old.endingAt(earlier(old.expiresAt(), now.plus(overlap)));
            handle.createUpdate(EXPIRE)
                    .bind("tenant", tenantId)
                    .bind("id", keyId)
                    .bind("expires", utc(ending.expiresAt()))
                    .execute();
            handle.createQuery(REVOKE).bind("subject", keyId).mapTo(Long.class).one();
            ApplicationTrail.key(
                    handle, tenantId, keyId, by, now, "rotated", replaced(applicationId, old, ending, made));
            return Optional.of(made);
        });
        rotated.ifPresent(_ -> revocations.noticed(keyId));
        return rotated;
    }

    /** Revokes a key at once, on every server. False when there is no such key or it was revoked before. */
    public boolean revoke(UUID tenantId, UUID applicationId, UUID keyId, Actor by) {
        Instant now = now();
        boolean revoked = transactions.inTenant(tenantId, handle -> {
            int rows = handle.createUpdate(END)
                    .bind("tenant", tenantId)
                    .bind("application", applicationId)
                    .bind("id", keyId)
                    .bind("now", utc(now))
                    .execute();
            if (rows == 1) {
                handle.createQuery(REVOKE)
                        .bind("subject", keyId)
                        .mapTo(Long.class)
                        .one();
                ApplicationTrail.key(handle, tenantId, keyId, by, now, "revoked", ChangedFields.NONE);
            }
            return rows == 1;
        });
        if (revoked) {
            revocations.noticed(keyId);
        }
        return revoked;
    }

    private static ChangedFields replaced(UUID applicationId, ApiKey old, ApiKey ending, ApiKey.Made made) {
        ChangedFields ends = ChangedFields.between(
                ApplicationTrail.fields(applicationId, old), ApplicationTrail.fields(applicationId, ending));
        return new ChangedFields(
                ends.before(),
                ChangedFields.made(Map.of(
                                "expiresAt",
                                String.valueOf(ending.expiresAt()),
                                "replacedBy",
                                made.key().id().toString()))
                        .after());
    }

    /** The wish for a key that lives as long as the old one was to live. */
    private static ApiKey.Wish successor(ApiKey old, Instant now) {
        Instant end = old.expiresAt();
        return new ApiKey.Wish(
                old.name(),
                old.scopes(),
                old.test(),
                end == null ? null : now.plus(Duration.between(old.createdAt(), end)));
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    private static void requireRoom(Handle handle, UUID tenantId, UUID applicationId, Instant now) {
        long working = handle.createQuery(COUNT_WORKING)
                .bind("tenant", tenantId)
                .bind("application", applicationId)
                .bind("now", utc(now))
                .mapTo(Long.class)
                .one();
        if (working >= MAX_WORKING) {
            throw ProblemException.conflict(
                    "limit_reached", "An application may have " + MAX_WORKING + " keys that work.");
        }
    }

    private static @Nullable ApiKey lockWorking(
            Handle handle, UUID tenantId, UUID applicationId, UUID keyId, Instant now) {
        return handle.createQuery(LOCK_WORKING)
                .bind("tenant", tenantId)
                .bind("application", applicationId)
                .bind("id", keyId)
                .bind("now", utc(now))
                .map((row, _) -> key(row))
                .findOne()
                .orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Set<Scope> scopes(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray())
                .flatMap(name -> Scope.ofWireName(name).stream())
                .collect(Collectors.toSet());
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                scopes(row, "scopes"),
                row.getBoolean("is_test"),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "revoked_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
