package io.virtualqueue.server.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.identity.Authentication;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Revocations;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections when their credential does: when it expires, is revoked, or allows something else than when it was
 * shown. Where the database cannot be asked, they stay until it can.
 */
@Singleton
final class CredentialWatch {
    /** With what other servers take to hear of a revocation, connections end within a second of it. */
    static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(CredentialWatch.class);

    private final Connections connections;
    private final Authentication authentication;
    private final Revocations revocations;
    private final Clock clock;
    private final Set<Connection> doubtful = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    @Inject
    CredentialWatch(Connections connections, Authentication authentication, Revocations revocations, Clock clock) {
        this.connections = connections;
        this.authentication = authentication;
        this.revocations = revocations;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        revocations.listen(this::revoked);
        Thread.ofVirtual().name("credential-watch").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void revoked(@Nullable UUID subject) {
        for (Connection connection : connections.open()) {
            if (connection.credential().isTouchedBy(subject)) {
                doubtful.add(connection);
            }
        }
    }

    private void watch() {
        while (!stopped) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            try {
                look(clock.instant());
            } catch (DatabaseUnavailableException away) {
                // Those in doubt stay so until the next look.
            } catch (RuntimeException fault) {
                LOG.error("Credentials of connections could not be looked at", fault);
            }
        }
    }

    private void look(Instant now) {
        // One that was opened while its credential was being revoked was seen by neither.
        for (Connection fresh = connections.nextFresh(); fresh != null; fresh = connections.nextFresh()) {
            Connection opened = fresh;
            authentication
                    .identify(opened.credential())
                    .whenComplete((caller, failure) -> judge(opened, caller, failure));
        }
        for (Connection connection : connections.open()) {
            if (connection.credential().hasExpired(now)) {
                connection.close(Ending.EXPIRED);
            }
        }
        for (Iterator<Connection> each = doubtful.iterator(); each.hasNext() && !stopped; ) {
            Connection connection = each.next();
            if (!connection.hasEnded()) {
                judge(connection, authentication.checkAgain(connection.credential()), null);
            }
            each.remove();
        }
    }

    private void judge(Connection connection, @Nullable Caller caller, @Nullable Throwable failure) {
        if (failure != null) {
            doubtful.add(connection);
        } else if (caller == null) {
            connection.close(Ending.REVOKED);
        } else if (!caller.equals(connection.caller())) {
            connection.close(Ending.CHANGED);
        }
    }
}
