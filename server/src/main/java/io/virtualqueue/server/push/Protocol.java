package io.virtualqueue.server.push;

import java.util.Locale;

/** How a listener is connected. */
public enum Protocol {
    SIGNALR,
    WEBSOCKET,
    SOCKET_IO,
    SSE;

    /** The name in JSON, such as {@code socketIo}. */
    public String wireName() {
        return this == SOCKET_IO ? "socketIo" : name().toLowerCase(Locale.ROOT);
    }
}
