package io.virtualqueue.server.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.Presence;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** An open connection of someone who waits is a sign that they are still there, as a poll would be. */
@Singleton
final class Attendance {
    /** Shorter than half of the shortest period after which silence counts. */
    static final Duration EVERY = Duration.ofMillis(400);

    private static final Logger LOG = Logger.getLogger(Attendance.class);

    private final Connections connections;
    private final Presence presence;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    Attendance(Connections connections, Presence presence) {
        this.connections = connections;
        this.presence = presence;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("attendance").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault of one look is not the end of all. */
    private void look() {
        try {
            for (Connection connection : connections.open()) {
                if (connection.caller() instanceof Caller.SessionHolder holder) {
                    presence.listens(new QueueKey(holder.tenantId(), holder.queueId()), holder.sessionId());
                }
            }
        } catch (RuntimeException fault) {
            LOG.warn("Those who listen could not be noted", fault);
        }
    }
}
