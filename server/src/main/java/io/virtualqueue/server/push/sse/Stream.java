package io.virtualqueue.server.push.sse;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Connection;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Protocol;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.concurrent.Executor;

/** An answer that goes on: what is told is written to it. Everything happens on its event loop. */
class Stream extends Connection {
    /** Comments that keep the way open, and let the server notice that nobody is there. */
    static final Duration COMMENT_EVERY = Duration.ofSeconds(15);
    /** How long a browser waits before it comes back. */
    static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    /** How long a client that is behind may take to read what it was sent. */
    static final Duration DRAINS_WITHIN = Duration.ofSeconds(20);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Codec codec;
    private final Executor loop = Sockets.loop();
    private final Vertx vertx;
    private final long comments;
    private final Duration drainsWithin;

    Stream(Push push, ShownCredential credential, Codec codec, Vertx vertx, HttpServerRequest request) {
        super(push, Protocol.SSE, credential);
        this.request = request;
        this.response = request.response();
        this.codec = codec;
        this.vertx = vertx;
        this.drainsWithin = push.patience().of(DRAINS_WITHIN);
        this.comments = vertx.setPeriodic(push.patience().of(COMMENT_EVERY).toMillis(), _ -> tell(":\n\n"));
    }

    /** Sends the headers; to be called once, before anything is joined. */
    void begin() {
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true)
                .setWriteQueueMaxSize(Sockets.MAX_UNREAD_BYTES)
                .closeHandler(_ -> gone());
        response.write("retry: " + COME_BACK_AFTER.toMillis() + "\n\n");
        opened();
        if (response.closed()) {
            gone();
        }
    }

    @Override
    public final Codec codec() {
        return codec;
    }

    @Override
    public final Executor loop() {
        return loop;
    }

    @Override
    public void tell(String text) {
        write(text);
    }

    /** Writes; whoever reads more slowly than there is news loses the connection, and may come back. */
    final void write(String text) {
        if (response.closed() || response.ended()) {
            gone();
        } else if (response.writeQueueFull()) {
            end(Ending.TOO_SLOW);
        } else {
            response.write(text);
        }
    }

    /** Writes although the client has enough to read: for what is bounded otherwise. */
    final void writeAnyway(String text) {
        if (response.closed() || response.ended()) {
            gone();
        } else {
            response.write(text);
        }
    }

    final boolean isFull() {
        return response.writeQueueFull();
    }

    /** Goes on when the client has read enough; when it does not in time, it loses the connection. */
    final void whenDrained(Runnable next) {
        if (response.closed() || response.ended()) {
            gone();
        } else if (!response.writeQueueFull()) {
            next.run();
        } else {
            long late = vertx.setTimer(drainsWithin.toMillis(), _ -> close(Ending.TOO_SLOW));
            response.drainHandler(_ -> {
                vertx.cancelTimer(late);
                next.run();
            });
        }
    }

    @Override
    public final void close(Ending ending) {
        loop.execute(() -> finish(ending));
    }

    /** Ends it once what has happened is told. */
    void finish(Ending ending) {
        end(ending);
    }

    final void end(Ending ending) {
        if (!response.closed() && !response.ended()) {
            response.end("event: closed\ndata: " + ending.reason() + "\n\n");
            vertx.setTimer(Sockets.READS_REST_WITHIN.toMillis(), _ -> Sockets.cutOff(request));
        }
        gone();
    }

    private void gone() {
        vertx.cancelTimer(comments);
        ended();
    }
}
