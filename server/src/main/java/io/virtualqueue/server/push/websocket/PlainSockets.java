package io.virtualqueue.server.push.websocket;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.HubDialect;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import io.virtualqueue.server.push.WholeMessages;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Plain WebSockets: at {@code /ws}, and at the hub for those who do not speak SignalR. */
@Singleton
final class PlainSockets implements HubDialect {
    static final String PATH = "/ws";
    /** What each record of SignalR ends with. */
    private static final char SIGNALR_END = '\u001e';

    private final Push push;
    private final PlainCodec codec;
    private final Sockets sockets;
    private final Vertx vertx;

    @Inject
    PlainSockets(Push push, PlainCodec codec, Sockets sockets, Vertx vertx) {
        this.push = push;
        this.codec = codec;
        this.sockets = sockets;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        router.get(PATH).handler(context -> {
            if (Sockets.isUpgrade(context.request())) {
                sockets.open(context, (socket, credential) -> open(socket, credential, ""));
            } else {
                context.next();
            }
        });
    }

    @Override
    public boolean isSpokenBy(String firstText) {
        return firstText.indexOf(SIGNALR_END) < 0;
    }

    @Override
    public void open(ServerWebSocket socket, ShownCredential credential, String firstText) {
        PlainConnection connection = new PlainConnection(push, credential, codec, vertx, socket);
        WholeMessages.listen(socket, connection::receive);
        if (!firstText.isEmpty()) {
            connection.receive(firstText);
        }
    }
}
