package io.virtualqueue.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * Programs' access tokens: got with an API key, signed, good for a short time, and only as long as the key is. What they
 * may is what was asked for, within the key's scopes.
 */
@Singleton
final class ProgramTokens {
    static final Duration TTL = Duration.ofMinutes(15);
    static final int MAX_REMEMBERED = 50_000;

    private static final String TYPE = "client+jwt";
    private static final String TENANT = "tid";
    private static final String KEY = "key";
    private static final String SCOPE = "scope";
    private static final String CLIENT = "client_id";
    private static final String READ_EXPIRY = Sql.text(ProgramTokens.class, "read_key_expiry");

    private final SignedTokens tokens;
    private final TenantTransactions transactions;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<String, Verified> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** What a token says. */
    record Verified(Caller.Application application, Instant issuedAt, Instant expiresAt) {}

    /** A new token. */
    record Issued(String text, Duration goodFor) {
        @Override
        public String toString() {
            return "Issued";
        }
    }

    /** That a key works, and how long. */
    private record Working(@Nullable Instant until) {}

    @Inject
    ProgramTokens(SignedTokens tokens, TenantTransactions transactions, Revocations revocations, Clock clock) {
        this.tokens = tokens;
        this.transactions = transactions;
        this.revocations = revocations;
        this.clock = clock;
        revocations.listen(this::forget);
    }

    /** A token for the application with these scopes; empty when its key works no more. */
    Optional<Issued> issue(Caller.Application application) {
        return working(application).map(working -> {
            Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
            Instant expiresAt = now.plus(TTL);
            if (working.until() != null && working.until().isBefore(expiresAt)) {
                expiresAt = working.until();
            }
            var claims = new JwtClaims();
            claims.setIssuer(tokens.issuer());
            claims.setSubject(application.applicationId().toString());
            claims.setStringClaim(CLIENT, application.applicationId().toString());
            claims.setStringClaim(TENANT, application.tenantId().toString());
            claims.setStringClaim(KEY, application.keyId().toString());
            claims.setStringClaim(SCOPE, text(application.scopes()));
            claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
            claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
            claims.setGeneratedJwtId();
            return new Issued(tokens.sign(TYPE, claims), Duration.between(now, expiresAt));
        });
    }

    /** Whose token this is as far as is trusted without asking anyone, else null. */
    @Nullable
    Verified recall(String token) {
        Verified known = remembered.getIfPresent(token);
        if (known == null || !revocations.isTrusted() || !clock.instant().isBefore(known.expiresAt())) {
            return null;
        }
        return known;
    }

    /** What the token says, or null when it is not ours, has expired, or its key works no more; asks the database. */
    @Nullable
    Verified check(String token) {
        Verified verified = verify(token);
        if (verified == null) {
            remembered.invalidate(token);
            return null;
        }
        long before = revocations.version();
        if (working(verified.application()).isEmpty()) {
            remembered.invalidate(token);
            return null;
        }
        remembered.put(token, verified);
        if (revocations.version() != before) {
            // Something was revoked meanwhile; perhaps this, before it was remembered.
            remembered.invalidate(token);
        }
        return verified;
    }

    /** Scopes as OAuth writes them: with spaces between, always in the same order. */
    static String text(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" "));
    }

    /** What the token says, or null when it is not ours or has expired; whether its key still works is another question. */
    @Nullable
    Verified verify(String token) {
        JwtClaims claims = tokens.verify(TYPE, token);
        if (claims == null) {
            return null;
        }
        try {
            return new Verified(
                    new Caller.Application(
                            UUID.fromString(claims.getStringClaimValue(TENANT)),
                            UUID.fromString(claims.getSubject()),
                            UUID.fromString(claims.getStringClaimValue(KEY)),
                            scopes(claims.getStringClaimValue(SCOPE))),
                    Instant.ofEpochMilli(claims.getIssuedAt().getValueInMillis()),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
        } catch (MalformedClaimException impossible) {
            throw new IllegalStateException("We signed it", impossible);
        }
    }

    private static Set<Scope> scopes(String text) {
        return Arrays.stream(text.split(" ", -1))
                .flatMap(name -> Scope.ofWireName(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Working> working(Caller.Application application) {
        UUID tenantId = Sandbox.liveOf(application.tenantId());
        return transactions.inTenant(
                tenantId,
                handle -> handle.createQuery(READ_EXPIRY)
                        .bind("tenant", tenantId)
                        .bind("id", application.keyId())
                        .bind("application", application.applicationId())
                        .bind("now", OffsetDateTime.now(clock))
                        .map((row, _) -> working(row))
                        .findOne());
    }

    private static Working working(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject(1, OffsetDateTime.class);
        return new Working(until == null ? null : until.toInstant());
    }

    private void forget(@Nullable UUID subject) {
        if (subject == null) {
            remembered.invalidateAll();
            return;
        }
        remembered.asMap().values().removeIf(token -> {
            Caller.Application application = token.application();
            return subject.equals(Sandbox.liveOf(application.tenantId()))
                    || subject.equals(application.tenantId())
                    || subject.equals(application.applicationId())
                    || subject.equals(application.keyId());
        });
    }
}
