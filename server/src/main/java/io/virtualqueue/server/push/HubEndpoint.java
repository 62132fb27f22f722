package io.virtualqueue.server.push;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.identity.Caller;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

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
    private final List<HubDialect> dialects;
    private final Vertx vertx;

    @Inject
    HubEndpoint(Sockets sockets, @Any Instance<HubDialect> dialects, Vertx vertx) {
        this.sockets = sockets;
        this.dialects = dialects.stream().toList();
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        router.route(PATH).order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (Sockets.isUpgrade(context.request())) {
            sockets.open(context, this::listenFirst);
        } else {
            context.next();
        }
    }

    private void listenFirst(ServerWebSocket socket, Caller caller) {
        AtomicBoolean decided = new AtomicBoolean();
        long silence = vertx.setTimer(FIRST_TEXT_WITHIN.toMillis(), _ -> decide(socket, caller, "", decided));
        socket.textMessageHandler(text -> {
            vertx.cancelTimer(silence);
            decide(socket, caller, text, decided);
        });
        // SignalR's client for Java sends its texts in binary frames.
        socket.binaryMessageHandler(bytes -> {
            vertx.cancelTimer(silence);
            decide(socket, caller, bytes.toString(StandardCharsets.UTF_8), decided);
        });
        socket.closeHandler(_ -> vertx.cancelTimer(silence));
    }

    private void decide(ServerWebSocket socket, Caller caller, String firstText, AtomicBoolean decided) {
        if (!decided.compareAndSet(false, true) || socket.isClosed()) {
            return;
        }
        dialects.stream()
                .filter(dialect -> dialect.isSpokenBy(firstText))
                .findFirst()
                .ifPresentOrElse(
                        dialect -> dialect.open(socket, caller, firstText),
                        () -> socket.close((short) 1002, "No protocol of this hub begins so."));
    }
}
