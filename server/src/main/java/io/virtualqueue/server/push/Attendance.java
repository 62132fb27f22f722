package io.virtualqueue.server.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.Presence;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** An open connection of someone who waits is a sign that they are still there, as a poll would be. */
@Singleton
final class Attendance {
    /** Shorter than half of the shortest period after which silence counts. */
    static final Duration EVERY = Duration.ofMillis(400);

    private final Connections connections;
    private final Presence presence;
    private final RepeatedWork looks = new RepeatedWork("attendance", EVERY, this::look);

    @Inject
    Attendance(Connections connections, Presence presence) {
        this.connections = connections;
        this.presence = presence;
    }

    void start(@Observes StartupEvent event) {
        looks.startAfterPause();
    }

    void stop(@Observes ShutdownEvent event) {
        looks.stop();
    }

    private void look() {
        for (Connection connection : connections.open()) {
            if (connection.caller() instanceof Caller.SessionHolder holder) {
                presence.listens(new QueueKey(holder.tenantId(), holder.queueId()), holder.sessionId());
            }
        }
    }
}
