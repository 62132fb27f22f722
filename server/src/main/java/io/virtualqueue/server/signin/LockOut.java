package io.virtualqueue.server.signin;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.vault.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes guessing slow: after some failures for an email address, nobody gets in with it for a while, which grows with
 * each further failure. It does not matter whether anyone has the address. All servers share the count.
 */
@Singleton
final class LockOut {
    /** From this failure on it locks: for a second, then two, four and so on. */
    static final int FREE_FAILURES = 5;

    static final Duration LONGEST = Duration.ofMinutes(15);
    /** So long after the last failure it is forgotten. */
    static final Duration REMEMBERED_FOR = Duration.ofHours(24);
    /** More addresses than these are not remembered; the oldest go. */
    static final int MAX_REMEMBERED = 100_000;

    static final int MAX_DELETED_AT_ONCE = 10_000;

    private static final String COUNT = Sql.text(LockOut.class, "count_failure");
    private static final String READ = Sql.text(LockOut.class, "read_failure");
    private static final String FORGET = Sql.text(LockOut.class, "forget_failures");
    private static final String RESET = Sql.text(LockOut.class, "reset_failures");
    private static final String SWEEP = Sql.text(LockOut.class, "sweep_failures");
    private static final String FIELD = "sign-in email";

    private final WorkerTransactions worker;
    private final Vault vault;
    private final Clock clock;

    /** The failures of an address so far, and for how long nobody gets in now; zero when it is not locked. */
    record Failures(int count, Duration locked) {}

    /** What is to be written with a failure. */
    interface Note {
        void write(Handle handle, Failures failures);
    }

    @Inject
    LockOut(WorkerTransactions worker, Vault vault, Clock clock) {
        this.worker = worker;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Ends the request when the address is locked. Asked before a secret is looked at, and again before it is said that
     * it was right: guesses that come at the same moment learn nothing.
     *
     * @throws ProblemException 429 with the seconds to wait
     */
    void check(String email) {
        Instant now = now();
        byte[] hash = hash(email);
        orLocked(worker.inTransaction(handle -> lockedUntil(handle, hash, now)), now);
    }

    /**
     * Counts a failure, unless the address is locked by now.
     *
     * @param note written in the same transaction
     * @throws ProblemException 429 when it is locked
     */
    void failed(String email, Note note) {
        Instant now = now();
        byte[] hash = hash(email);
        orLocked(
                worker.inTransaction(handle -> {
                    Optional<Failures> counted = count(handle, hash, now);
                    counted.ifPresent(failures -> note.write(handle, failures));
                    return counted.isPresent() ? null : lockedUntil(handle, hash, now);
                }),
                now);
    }

    /**
     * Forgets the failures of an address whose owner is in.
     *
     * @throws ProblemException 429 when it is locked by now
     */
    void succeeded(String email) {
        Instant now = now();
        byte[] hash = hash(email);
        orLocked(
                worker.inTransaction(handle -> {
                    int forgotten = handle.createUpdate(FORGET)
                            .bind("hash", hash)
                            .bind("now", at(now))
                            .execute();
                    return forgotten == 1 ? null : lockedUntil(handle, hash, now);
                }),
                now);
    }

    /** Forgets the failures of an address also when it is locked: its owner has another password now. */
    void reset(String email) {
        byte[] hash = hash(email);
        worker.inTransaction(
                handle -> handle.createUpdate(RESET).bind("hash", hash).execute());
    }

    /** Deletes what is old, and the oldest of what is too much. */
    int sweep() {
        return sweep(MAX_REMEMBERED);
    }

    int sweep(int kept) {
        return worker.inTransaction(handle -> handle.createUpdate(SWEEP)
                .bind("before", at(clock.instant().minus(REMEMBERED_FOR)))
                .bind("kept", kept)
                .bind("limit", MAX_DELETED_AT_ONCE)
                .execute());
    }

    private static Optional<Failures> count(Handle handle, byte[] hash, Instant now) {
        return handle.createQuery(COUNT)
                .bind("hash", hash)
                .bind("now", at(now))
                .bind("free", FREE_FAILURES)
                .bind("longest", LONGEST.toSeconds())
                .map((row, _) -> new Failures(
                        row.getInt(1),
                        Duration.between(
                                now, row.getObject(2, OffsetDateTime.class).toInstant())))
                .findOne();
    }

    private static @Nullable Instant lockedUntil(Handle handle, byte[] hash, Instant now) {
        return handle.createQuery(READ)
                .bind("hash", hash)
                .bind("now", at(now))
                .map((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .findOne()
                .orElse(null);
    }

    private static void orLocked(@Nullable Instant until, Instant now) {
        if (until != null) {
            long seconds =
                    Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
            throw ProblemException.tooMany(
                    "locked_out", "There were too many failures for this address. Try again later.", seconds);
        }
    }

    /** As exact as the database keeps it, or a lock of no length would look like one of some nanoseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private byte[] hash(String email) {
        return vault.keys(Caller.PLATFORM).searchHash(FIELD, email.toLowerCase(Locale.ROOT));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
