package io.virtualqueue.server.push;

import io.vertx.core.http.ServerWebSocket;
import io.virtualqueue.server.identity.ShownCredential;

/** One of the protocols that WebSockets at {@code /hubs/queue} may speak; their first text tells which. */
public interface HubDialect {

    /** Whether a connection that begins so speaks it. Those that no other takes are the plain one's. */
    boolean isSpokenBy(String firstText);

    /**
     * Takes a connection over, on its event loop.
     *
     * @param firstText what came already; empty when nothing did
     */
    void open(ServerWebSocket socket, ShownCredential credential, String firstText);
}
