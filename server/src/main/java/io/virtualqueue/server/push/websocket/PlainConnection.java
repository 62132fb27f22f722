package io.virtualqueue.server.push.websocket;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Connection;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.HubGroups;
import io.virtualqueue.server.push.Protocol;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A client that sends and gets JSON texts. Everything happens on its event loop; {@link #close} comes from anywhere. */
final class PlainConnection extends Connection {
    /** Ping frames, which every WebSocket answers by itself, keep the way open and show who is gone. */
    static final Duration PING_EVERY = Duration.ofSeconds(20);
    /** Without any frame from the client for so long, it is gone. */
    static final Duration SILENCE_BORNE = Duration.ofSeconds(60);

    private final ServerWebSocket socket;
    private final PlainCodec codec;
    private final Executor loop = Sockets.loop();
    private final Vertx vertx;
    private final long pings;
    private final Duration silenceBorne;
    private long heardAtNanos = System.nanoTime();

    PlainConnection(Push push, ShownCredential credential, PlainCodec codec, Vertx vertx, ServerWebSocket socket) {
        super(push, Protocol.WEBSOCKET, credential);
        this.socket = socket;
        this.codec = codec;
        this.vertx = vertx;
        this.silenceBorne = push.patience().of(SILENCE_BORNE);
        this.pings = vertx.setPeriodic(push.patience().of(PING_EVERY).toMillis(), _ -> pingOrEnd());
        socket.pongHandler(_ -> heardAtNanos = System.nanoTime());
        socket.closeHandler(_ -> gone());
        opened();
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public void tell(String text) {
        if (!Sockets.send(socket, text)) {
            end(Ending.TOO_SLOW);
        }
    }

    void receive(String text) {
        heardAtNanos = System.nanoTime();
        switch (PlainRequest.read(text)) {
            case PlainRequest.Join(var tenantId, var queueId) ->
                HubGroups.join(this, tenantId, queueId)
                        .whenComplete((refusal, failure) -> loop.execute(() -> tell(
                                joined(queueId, failure == null ? refusal : "The database does not answer now."))));
            case PlainRequest.Leave(var tenantId, var queueId) -> {
                HubGroups.leave(this, tenantId, queueId);
                tell(PlainCodec.answer("LeftQueueGroup", queueId == null ? "" : queueId));
            }
            case PlainRequest.Ping _ -> tell("{\"type\":\"pong\"}");
            case PlainRequest.Unknown(var message) -> tell(PlainCodec.error(message, null));
        }
    }

    private static String joined(@Nullable String queueId, @Nullable String refusal) {
        return refusal == null && queueId != null
                ? PlainCodec.answer("JoinedQueueGroup", queueId)
                : PlainCodec.error(refusal == null ? "There is no such queue." : refusal, queueId);
    }

    private void pingOrEnd() {
        if (System.nanoTime() - heardAtNanos > silenceBorne.toNanos()) {
            end(Ending.SILENT);
        } else if (!socket.isClosed()) {
            socket.writePing(Buffer.buffer());
        }
    }

    @Override
    public void close(Ending ending) {
        loop.execute(() -> end(ending));
    }

    private void end(Ending ending) {
        Sockets.close(socket, ending);
        gone();
    }

    private void gone() {
        vertx.cancelTimer(pings);
        ended();
    }
}
