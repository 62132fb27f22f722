package io.virtualqueue.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import io.virtualqueue.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Keeps the signing keys in the database, where the first server to start puts them; their secret parts are sealed. */
final class SigningKeyStore {
    /** So many pairs are kept at once; with more exchanges than that in a day, the last ones are refused. */
    static final int MAX_PAIRS = 20;
    /** Told to all servers, as a revocation is, when there is a new pair. */
    static final UUID CHANGED = new UUID(0, 1);

    private static final String LOCK = Sql.text(SigningKeyStore.class, "lock_signing_keys");
    private static final String READ = Sql.text(SigningKeyStore.class, "read_signing_keys");
    private static final String ADD = Sql.text(SigningKeyStore.class, "add_signing_key");
    private static final String SEAL = Sql.text(SigningKeyStore.class, "seal_signing_key");
    private static final String RETIRE = Sql.text(SigningKeyStore.class, "retire_signing_keys");
    private static final String FORGET = Sql.text(SigningKeyStore.class, "forget_retired_signing_keys");
    private static final String TELL = Sql.text(SigningKeyStore.class, "revoke");
    private static final String PAIR = "pair";
    private static final String SESSIONS = "sessions";
    private static final String PURPOSE = "signing_key:";

    private final WorkerTransactions worker;
    private final Vault vault;
    private final Clock clock;

    /** A row; the key is null when it is sealed, and the other way round. What is sealed is in Base64. */
    private record Kept(
            String id,
            String use,
            @Nullable String key,
            @Nullable String sealed,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant retiredAt) {}

    SigningKeyStore(WorkerTransactions worker, Vault vault, Clock clock) {
        this.worker = worker;
        this.vault = vault;
        this.clock = clock;
    }

    /** The keys of this database, made and sealed if need be; servers that start at once agree on them. */
    SigningKeys load() {
        vault.keys(Caller.PLATFORM);
        List<Kept> kept = worker.inTransaction(SigningKeyStore::read);
        return opened(isComplete(kept) ? kept : worker.inTransaction(this::complete));
    }

    /** The keys as they are in the database now. */
    SigningKeys read() {
        return opened(worker.inTransaction(SigningKeyStore::read));
    }

    /**
     * Adds a pair that signs after {@code lead}, and retires the one before at that time.
     *
     * @param onlyAfter exchange only what signs for so long already, else leave the keys as they are; null is always
     * @throws ProblemException 409 when the newest pair does not sign yet, or there are {@value #MAX_PAIRS}
     */
    SigningKeys rotate(Actor by, Duration lead, @Nullable Duration onlyAfter) {
        return opened(worker.inTransaction(handle -> exchanged(handle, by, lead, onlyAfter)));
    }

    private List<Kept> exchanged(Handle handle, Actor by, Duration lead, @Nullable Duration onlyAfter) {
        handle.execute(LOCK);
        Instant now = now();
        List<Kept> kept = read(handle);
        Kept newest = pairs(kept).getLast();
        if (onlyAfter != null && newest.signsFrom().plus(onlyAfter).isAfter(now)) {
            return kept;
        }
        refuseUnlessReady(newest, pairs(kept).size(), now);
        SigningPair fresh = SigningPair.generate(now, now.plus(lead));
        handle.createUpdate(RETIRE).bind("at", at(fresh.signsFrom())).execute();
        add(handle, fresh);
        handle.createQuery(TELL).bind("subject", CHANGED).mapTo(Long.class).one();
        TrailWriter.add(handle, told(by, now, newest.id(), fresh.id()));
        return read(handle);
    }

    /** Deletes pairs that were retired before that time. */
    int forget(Instant retiredBefore) {
        return worker.inTransaction(handle ->
                handle.createUpdate(FORGET).bind("before", at(retiredBefore)).execute());
    }

    private static void refuseUnlessReady(Kept newest, int pairs, Instant now) {
        if (newest.signsFrom().isAfter(now)) {
            throw ProblemException.conflict(
                    "rotation_under_way", "The newest key signs from " + newest.signsFrom() + " on; wait for that.");
        }
        if (pairs >= MAX_PAIRS) {
            throw ProblemException.conflict(
                    "too_many_keys", "There are " + pairs + " keys; retired ones go a day after what they signed.");
        }
    }

    private List<Kept> complete(Handle handle) {
        handle.execute(LOCK);
        List<Kept> kept = read(handle);
        for (Kept row : kept) {
            if (row.key() != null) {
                seal(handle, row, row.key());
            }
        }
        Instant now = now();
        if (pairs(kept).isEmpty()) {
            add(handle, SigningPair.generate(now, now));
        }
        if (kept.stream().noneMatch(row -> row.use().equals(SESSIONS))) {
            byte[] secret = SigningKeys.generateSessionSecret().getEncoded();
            add(handle, SESSIONS, SESSIONS, Base64.getEncoder().encodeToString(secret), now, now);
        }
        return read(handle);
    }

    private void seal(Handle handle, Kept row, String key) {
        String id = row.use().equals(PAIR) ? pair(key).getKeyId() : row.id();
        handle.createUpdate(SEAL)
                .bind("former", row.id())
                .bind("id", id)
                .bind("sealed", sealed(id, key))
                .execute();
    }

    private void add(Handle handle, SigningPair pair) {
        String json = pair.key().toJson(OutputControlLevel.INCLUDE_PRIVATE);
        add(handle, pair.id(), PAIR, json, pair.createdAt(), pair.signsFrom());
    }

    private void add(Handle handle, String id, String use, String key, Instant now, Instant signsFrom) {
        handle.createUpdate(ADD)
                .bind("id", id)
                .bind("use", use)
                .bind("sealed", sealed(id, key))
                .bind("now", at(now))
                .bind("signsFrom", at(signsFrom))
                .execute();
    }

    private byte[] sealed(String id, String key) {
        return vault.keys(Caller.PLATFORM).seal(key.getBytes(UTF_8), PURPOSE + id);
    }

    private SigningKeys opened(List<Kept> kept) {
        Kept sessions = kept.stream()
                .filter(row -> row.use().equals(SESSIONS))
                .findAny()
                .orElseThrow();
        byte[] secret = Base64.getDecoder().decode(text(sessions));
        return new SigningKeys(
                pairs(kept).stream()
                        .map(row -> new SigningPair(pair(text(row)), row.createdAt(), row.signsFrom(), row.retiredAt()))
                        .toList(),
                new SecretKeySpec(secret, SessionTokens.ALGORITHM));
    }

    private String text(Kept row) {
        if (row.sealed() == null) {
            throw new IllegalStateException("The signing key " + row.id() + " is not sealed");
        }
        byte[] sealed = Base64.getMimeDecoder().decode(row.sealed());
        return new String(vault.keysFor(Caller.PLATFORM, sealed).open(sealed, PURPOSE + row.id()), UTF_8);
    }

    private static boolean isComplete(List<Kept> kept) {
        return kept.stream().allMatch(row -> row.key() == null)
                && !pairs(kept).isEmpty()
                && kept.stream().anyMatch(row -> row.use().equals(SESSIONS));
    }

    private static List<Kept> pairs(List<Kept> kept) {
        return kept.stream().filter(row -> row.use().equals(PAIR)).toList();
    }

    private static List<Kept> read(Handle handle) {
        return handle.createQuery(READ).map((row, _) -> kept(row)).list();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        OffsetDateTime retiredAt = row.getObject("retired_at", OffsetDateTime.class);
        return new Kept(
                row.getString("id"),
                row.getString("use"),
                row.getString("key"),
                row.getString("sealed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("signs_from", OffsetDateTime.class).toInstant(),
                retiredAt == null ? null : retiredAt.toInstant());
    }

    private static TrailEntry told(Actor by, Instant now, String former, String fresh) {
        return new TrailEntry(
                Caller.PLATFORM,
                TimeOrderedId.next(),
                now,
                by,
                "signing_key.rotated",
                new TrailEntry.Subject("signing_key", null),
                "{\"keyId\":\"" + former + "\"}",
                "{\"keyId\":\"" + fresh + "\"}");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static OctetKeyPairJsonWebKey pair(String json) {
        try {
            return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(json);
        } catch (JoseException unreadable) {
            throw new IllegalStateException("The signing key in the database cannot be read");
        }
    }
}
