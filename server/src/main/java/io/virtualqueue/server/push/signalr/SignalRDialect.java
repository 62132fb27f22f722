package io.virtualqueue.server.push.signalr;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.HubDialect;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import io.virtualqueue.server.push.WholeMessages;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** SignalR over WebSockets. Its connections need nothing that was negotiated, so any server takes any of them. */
@Singleton
final class SignalRDialect implements HubDialect {
    private final Push push;
    private final SignalRCodec codec;
    private final Vertx vertx;

    @Inject
    SignalRDialect(Push push, SignalRCodec codec, Vertx vertx) {
        this.push = push;
        this.codec = codec;
        this.vertx = vertx;
    }

    @Override
    public boolean isSpokenBy(String firstText) {
        int end = firstText.indexOf(HubProtocol.END);
        if (end < 0) {
            return false;
        }
        try {
            HubProtocol.readHandshake(firstText.substring(0, end));
            return true;
        } catch (HubProtocol.MalformedRecordException other) {
            return false;
        }
    }

    @Override
    public void open(ServerWebSocket socket, ShownCredential credential, String firstText) {
        HubSession session = new HubSession(push, credential, codec, Sockets.loop(), vertx, new SocketPipe(socket));
        WholeMessages.listen(socket, session::receive);
        socket.closeHandler(_ -> session.gone());
        session.receive(firstText);
    }
}
