package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What all servers are to forget. Each looks at the head's number twice a second, so that what one revokes stops
 * working on all within half a second; and when it has not seen the head for two seconds, it trusts no memory.
 */
@Singleton
public final class Revocations {
    static final Duration POLL_EVERY = Duration.ofMillis(500);
    static final Duration TRUSTED_FOR = Duration.ofSeconds(2);
    /** With more news than this at once, everything is forgotten instead. */
    static final int MAX_FETCHED = 1_000;
    /** A server that slept longer notices the gap and forgets everything. */
    static final Duration KEPT = Duration.ofHours(1);

    static final int MAX_DELETED_AT_ONCE = 10_000;

    private static final String READ_HEAD = Sql.text(Revocations.class, "read_revocation_head");
    private static final String READ = Sql.text(Revocations.class, "read_revocations");
    private static final String FORGET_OLD = Sql.text(Revocations.class, "forget_old_revocations");
    private static final long NEVER = -1;

    private final WorkerTransactions worker;
    private final Clock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile long version = NEVER;
    private volatile long seenAtMillis;

    /** Someone who remembers credentials. Must return quickly and not throw. */
    public interface Listener {
        /** Forget all of this login, account, key or tenant; null is everything. */
        void forget(@Nullable UUID subject);
    }

    private record News(long version, List<UUID> subjects) {}

    @Inject
    public Revocations(WorkerTransactions worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    /** Lets this one hear of every revocation, on this server and on others. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Whether what is remembered may be trusted now. */
    boolean isTrusted() {
        return version != NEVER && clock.millis() - seenAtMillis < TRUSTED_FOR.toMillis();
    }

    /** The number of the last revocation that is known here. */
    long version() {
        return version;
    }

    /** What this server revoked itself; it need not wait for the next look. */
    public void noticed(UUID subject) {
        listeners.forEach(listener -> listener.forget(subject));
    }

    /**
     * Looks at the head, and hears what is new.
     *
     * @throws DatabaseUnavailableException when the database is away
     */
    synchronized void poll() {
        long before = clock.millis();
        News news = worker.inTransaction(this::read);
        if (version == NEVER || news.version() - version != news.subjects().size()) {
            listeners.forEach(listener -> listener.forget(null));
        } else {
            news.subjects().forEach(this::noticed);
        }
        version = news.version();
        seenAtMillis = before;
    }

    /** Deletes what every server has heard long ago. */
    int forgetOld() {
        return worker.inTransaction(handle -> handle.createUpdate(FORGET_OLD)
                .bind("before", OffsetDateTime.now(clock).minus(KEPT))
                .bind("limit", MAX_DELETED_AT_ONCE)
                .execute());
    }

    private News read(Handle handle) {
        long head = handle.createQuery(READ_HEAD).mapTo(Long.class).one();
        List<UUID> subjects = version == NEVER || head == version
                ? List.of()
                : handle.createQuery(READ)
                        .bind("seen", version)
                        .bind("version", head)
                        .bind("limit", MAX_FETCHED)
                        .mapTo(UUID.class)
                        .list();
        return new News(head, subjects);
    }
}
