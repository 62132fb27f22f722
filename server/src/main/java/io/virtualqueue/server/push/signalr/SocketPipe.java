package io.virtualqueue.server.push.signalr;

import io.vertx.core.http.ServerWebSocket;
import io.virtualqueue.server.push.Sockets;

/** A WebSocket. */
record SocketPipe(ServerWebSocket socket) implements Pipe {

    @Override
    public boolean send(String records) {
        return Sockets.send(socket, records);
    }

    @Override
    public void end(String last) {
        if (!socket.isClosed()) {
            if (!last.isEmpty()) {
                socket.writeTextMessage(last);
            }
            socket.close();
        }
    }
}
