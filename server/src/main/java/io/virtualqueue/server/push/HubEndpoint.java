package io.virtualqueue.server.push;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.identity.ShownCredential;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * WebSockets at {@value #PATH}: what a client says first tells which protocol it speaks. Nothing is sent before that; a
 * client that says nothing speaks the plain one and wants to be told.
 */
@Singleton
final class HubEndpoint {
    static final String PATH = "/hubs/queue";
    /** Longer than any client of SignalR takes for its handshake. */
    static final Duration FIRST_TEXT_WITHIN = Duration.ofSeconds(3);
    /** Before the other transports of the same path. */
    private static final int ORDER = -10;

    private final Sockets sockets;
    private final Connections connections;
    private final List<HubDialect> dialects;
    private final Vertx vertx;

    @Inject
    HubEndpoint(Sockets sockets, Connections connections, @Any Instance<HubDialect> dialects, Vertx vertx) {
        this.sockets = sockets;
        this.connections = connections;
        this.dialects = dialects.stream().toList();
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        router.route(PATH).order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (Sockets.isUpgrade(context.request())) {
            sockets.open(context, (socket, credential) -> new Undecided(socket, credential).listen());
        } else {
            context.next();
        }
    }

    /** A WebSocket over which nothing was said yet. Everything happens on its event loop. */
    private final class Undecided {
        private final ServerWebSocket socket;
        private final ShownCredential credential;
        private final long silence;
        private boolean decided;

        Undecided(ServerWebSocket socket, ShownCredential credential) {
            this.socket = socket;
            this.credential = credential;
            this.silence = vertx.setTimer(FIRST_TEXT_WITHIN.toMillis(), _ -> decide(""));
            connections.keepsOpening();
        }

        void listen() {
            // SignalR's client for Java sends its texts in binary frames.
            WholeMessages.listen(socket, this::decide);
            socket.closeHandler(_ -> leave());
        }

        private boolean leave() {
            if (decided) {
                return false;
            }
            decided = true;
            vertx.cancelTimer(silence);
            connections.endsOpening();
            return true;
        }

        private void decide(String firstText) {
            if (!leave() || socket.isClosed()) {
                return;
            }
            dialects.stream()
                    .filter(dialect -> dialect.isSpokenBy(firstText))
                    .findFirst()
                    .ifPresentOrElse(
                            dialect -> dialect.open(socket, credential, firstText),
                            () -> Sockets.close(socket, Ending.MALFORMED));
        }
    }
}
