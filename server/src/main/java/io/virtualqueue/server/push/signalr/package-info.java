/** The hub at {@code /hubs/queue} for SignalR's clients: its JSON protocol over WebSockets, server-sent events and polling. */
@NullMarked
package io.virtualqueue.server.push.signalr;

import org.jspecify.annotations.NullMarked;
