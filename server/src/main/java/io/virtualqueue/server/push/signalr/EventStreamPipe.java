package io.virtualqueue.server.push.signalr;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.virtualqueue.server.push.Sockets;

/** Server-sent events: the answer to a GET that never ends. */
record EventStreamPipe(HttpServerRequest request, HttpServerResponse response) implements Pipe {
    private static final String EVENT_END = "\r\n\r\n";

    /** Begins the stream; the comment lets proxies pass the headers on at once. */
    static EventStreamPipe begin(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache, no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true)
                .setWriteQueueMaxSize(Sockets.MAX_UNREAD_BYTES);
        response.write(":" + EVENT_END);
        return new EventStreamPipe(request, response);
    }

    @Override
    public boolean send(String records) {
        if (response.closed() || response.ended() || response.writeQueueFull()) {
            return false;
        }
        response.write("data: " + records + EVENT_END);
        return true;
    }

    @Override
    public void end(String last) {
        if (!response.closed() && !response.ended()) {
            if (last.isEmpty()) {
                response.end();
            } else {
                response.end("data: " + last + EVENT_END);
            }
        }
    }

    @Override
    public void cutOff() {
        Sockets.cutOff(request);
    }
}
