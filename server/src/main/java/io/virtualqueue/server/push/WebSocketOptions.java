package io.virtualqueue.server.push;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** How this server speaks WebSockets, whatever is said over them. */
@Singleton
final class WebSocketOptions implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    /** Compression would take some 90 kB of memory for each connection, to shorten messages that are short already. */
    private static void customize(HttpServerOptions options) {
        options.setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(Sockets.MAX_MESSAGE_BYTES)
                .setMaxWebSocketMessageSize(Sockets.MAX_MESSAGE_BYTES)
                .setWebSocketClosingTimeout((int) Sockets.READS_REST_WITHIN.toSeconds());
    }
}
