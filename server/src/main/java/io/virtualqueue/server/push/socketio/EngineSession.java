package io.virtualqueue.server.push.socketio;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session of Engine.IO: it begins by polling or with a WebSocket, and polling may be exchanged for a WebSocket. All
 * of it happens on one event loop.
 */
final class EngineSession {
    /** How often the client has to answer a ping. */
    static final Duration PING_EVERY = Duration.ofSeconds(25);
    /** How long it may take. */
    static final Duration PONG_WITHIN = Duration.ofSeconds(20);
    /** Packets that may wait for a poll. */
    static final int MAX_WAITING = 5_000;

    private final String id;
    private final Executor loop;
    private final Vertx vertx;
    private final Consumer<String> onMessage;
    private final Runnable onEnd;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int waitingLength;
    private @Nullable HttpServerResponse poll;
    private long polls;
    private @Nullable ServerWebSocket socket;
    private boolean ended;
    private boolean answered = true;
    private final long pings;

    EngineSession(String id, Executor loop, Vertx vertx, Consumer<String> onMessage, Runnable onEnd) {
        this.id = id;
        this.loop = loop;
        this.vertx = vertx;
        this.onMessage = onMessage;
        this.onEnd = onEnd;
        this.pings = vertx.setPeriodic(PING_EVERY.toMillis(), _ -> loop.execute(this::ping));
    }

    Executor loop() {
        return loop;
    }

    /** What the client has to know at the beginning. */
    String opening(boolean mayUpgrade) {
        return EnginePacket.Type.OPEN.digit + "{\"sid\":\"" + id + "\",\"upgrades\":["
                + (mayUpgrade ? "\"websocket\"" : "") + "],\"pingInterval\":" + PING_EVERY.toMillis()
                + ",\"pingTimeout\":" + PONG_WITHIN.toMillis() + ",\"maxPayload\":" + Sockets.MAX_MESSAGE_BYTES + "}";
    }

    /** Begins on a WebSocket, without polling before. */
    void begin(ServerWebSocket own) {
        take(own);
        own.writeTextMessage(opening(false));
    }

    /**
     * A WebSocket that is to take the place of polling: it is probed first, and then taken when the client says so.
     */
    void probe(ServerWebSocket candidate) {
        candidate.textMessageHandler(text -> loop.execute(() -> {
            if (text.equals(EnginePacket.Type.PING.digit + "probe")) {
                candidate.writeTextMessage(EnginePacket.PONG_PROBE.encode());
                // The poll that is under way ends, so that the client can go over.
                HttpServerResponse asked = poll;
                if (asked != null && waiting.isEmpty()) {
                    poll = null;
                    answer(asked, EnginePacket.NOOP.encode());
                }
            } else if (text.equals(String.valueOf(EnginePacket.Type.UPGRADE.digit)) && !ended) {
                take(candidate);
                while (!waiting.isEmpty()) {
                    candidate.writeTextMessage(waiting.remove());
                }
                waitingLength = 0;
            }
        }));
    }

    private void take(ServerWebSocket own) {
        socket = own;
        own.textMessageHandler(text -> loop.execute(() -> receive(text)));
        own.binaryMessageHandler(_ -> loop.execute(this::end));
        own.closeHandler(_ -> loop.execute(this::end));
        HttpServerResponse asked = poll;
        if (asked != null) {
            poll = null;
            answer(asked, EnginePacket.NOOP.encode());
        }
    }

    /** The client polls. A second poll beside the first is against the protocol and ends the session. */
    void ask(HttpServerResponse response) {
        if (ended || poll != null || socket != null) {
            answer(response, EnginePacket.CLOSE.encode());
            end();
            return;
        }
        poll = response;
        polls++;
        long question = polls;
        response.closeHandler(_ -> loop.execute(() -> {
            if (poll != null && polls == question) {
                end();
            }
        }));
        flush();
    }

    /** The client posted these. */
    void receive(List<EnginePacket> packets) {
        packets.forEach(this::receive);
    }

    private void receive(String wire) {
        try {
            receive(EnginePacket.read(wire));
        } catch (EnginePacket.MalformedPacketException malformed) {
            end();
        }
    }

    private void receive(EnginePacket packet) {
        if (ended) {
            return;
        }
        switch (packet.type()) {
            case MESSAGE -> onMessage.accept(packet.text());
            case PONG -> answered = true;
            case CLOSE -> end();
            case PING -> send(new EnginePacket(EnginePacket.Type.PONG, packet.text()).encode());
            case OPEN, UPGRADE, NOOP -> {
                // Nothing to be done.
            }
        }
    }

    /** Sends a message; who does not read fast enough is gone. */
    void sendMessage(String text) {
        send(EnginePacket.message(text).encode());
    }

    private void send(String wire) {
        if (ended) {
            return;
        }
        ServerWebSocket own = socket;
        if (own != null) {
            if (!Sockets.send(own, wire)) {
                end();
            }
        } else if (waiting.size() >= MAX_WAITING || waitingLength + wire.length() > Sockets.MAX_UNREAD_BYTES) {
            end();
        } else {
            waiting.add(wire);
            waitingLength += wire.length();
            flush();
        }
    }

    private void flush() {
        HttpServerResponse asked = poll;
        if (asked != null && !waiting.isEmpty()) {
            poll = null;
            String all = String.join(String.valueOf(EnginePacket.SEPARATOR), waiting);
            waiting.clear();
            waitingLength = 0;
            answer(asked, all);
        }
    }

    private void ping() {
        if (!answered) {
            end();
        } else if (!ended) {
            answered = false;
            send(EnginePacket.PING.encode());
        }
    }

    /** Ends the session, after what has been sent. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        vertx.cancelTimer(pings);
        HttpServerResponse asked = poll;
        poll = null;
        if (asked != null) {
            answer(asked, EnginePacket.CLOSE.encode());
        }
        ServerWebSocket own = socket;
        if (own != null && !own.isClosed()) {
            own.close();
        }
        onEnd.run();
    }

    private static void answer(HttpServerResponse response, String text) {
        if (!response.closed() && !response.ended()) {
            response.putHeader("Content-Type", "text/plain; charset=UTF-8").end(text);
        }
    }
}
