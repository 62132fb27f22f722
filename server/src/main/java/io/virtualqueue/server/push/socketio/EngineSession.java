package io.virtualqueue.server.push.socketio;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Patience;
import io.virtualqueue.server.push.Sockets;
import io.virtualqueue.server.push.WholeMessages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
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
    /** How long a WebSocket that is to take the place of polling may take to do so. */
    static final Duration UPGRADE_WITHIN = Duration.ofSeconds(10);
    /** Packets that may wait for a poll. */
    static final int MAX_WAITING = 5_000;

    private final String id;
    private final Executor loop;
    private final Vertx vertx;
    private final Patience patience;
    private final Messages messages;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int waitingLength;
    private @Nullable HttpServerResponse poll;
    private long polls;
    private @Nullable ServerWebSocket socket;
    private @Nullable ServerWebSocket candidate;
    private boolean ended;
    private boolean answered = true;
    private final long pings;

    /** Who uses the session. */
    interface Messages {
        /** The client sent this. */
        void hear(String message);

        /** What the client is told last when the server ends the session. */
        List<String> farewell(Ending ending);

        /** The session is over. */
        void ended();
    }

    EngineSession(String id, Executor loop, Vertx vertx, Patience patience, Messages messages) {
        this.id = id;
        this.loop = loop;
        this.vertx = vertx;
        this.patience = patience;
        this.messages = messages;
        this.pings = vertx.setPeriodic(patience.of(PING_EVERY).toMillis(), _ -> loop.execute(this::ping));
    }

    Executor loop() {
        return loop;
    }

    boolean hasEnded() {
        return ended;
    }

    String opening(boolean mayUpgrade) {
        return EnginePacket.opening(id, mayUpgrade, patience.of(PING_EVERY), patience.of(PONG_WITHIN));
    }

    void begin(ServerWebSocket own) {
        listen(own);
        socket = own;
        own.writeTextMessage(opening(false));
    }

    /**
     * A WebSocket that is to take the place of polling: it is probed first, and then taken when the client says so. Called
     * on the WebSocket's own event loop.
     */
    void probe(ServerWebSocket fresh) {
        listen(fresh);
        vertx.setTimer(patience.of(UPGRADE_WITHIN).toMillis(), _ -> loop.execute(() -> giveUp(fresh)));
        loop.execute(() -> {
            ServerWebSocket former = candidate;
            if (ended || socket != null || former != null) {
                Sockets.close(fresh, Ending.MALFORMED);
            } else {
                candidate = fresh;
            }
        });
    }

    /** Once and for all: it may be closed at any moment, and then takes no handlers any more. */
    private void listen(ServerWebSocket own) {
        WholeMessages.listen(
                own,
                text -> loop.execute(() -> heard(own, text)),
                _ -> loop.execute(() -> leave(own, Ending.MALFORMED)));
        own.closeHandler(_ -> loop.execute(() -> leave(own, null)));
    }

    private void heard(ServerWebSocket own, String text) {
        if (own.equals(candidate)) {
            probed(own, text);
        } else if (own.equals(socket)) {
            receive(text);
        }
    }

    private void leave(ServerWebSocket own, @Nullable Ending ending) {
        giveUp(own);
        if (own.equals(socket)) {
            end(ending == null ? List.of() : messages.farewell(ending), ending);
        }
    }

    private void probed(ServerWebSocket fresh, String text) {
        if (text.equals(EnginePacket.PROBE)) {
            fresh.writeTextMessage(EnginePacket.PONG_PROBE.encode());
            // The poll that is under way ends, so that the client can go over.
            if (waiting.isEmpty()) {
                answerPoll(EnginePacket.NOOP.encode());
            }
        } else if (text.equals(EnginePacket.UPGRADE)) {
            candidate = null;
            socket = fresh;
            answerPoll(EnginePacket.NOOP.encode());
            while (!waiting.isEmpty()) {
                fresh.writeTextMessage(waiting.remove());
            }
            waitingLength = 0;
        } else {
            giveUp(fresh);
        }
    }

    /** It does not take the place of polling after all; nothing when it has. */
    private void giveUp(ServerWebSocket fresh) {
        if (fresh.equals(candidate)) {
            candidate = null;
            Sockets.close(fresh, Ending.NO_HANDSHAKE);
        }
    }

    /** The client polls. A second poll beside the first is against the protocol and ends the session. */
    void ask(HttpServerResponse response) {
        if (ended) {
            waiting.add(EnginePacket.CLOSE.encode());
            poll = response;
            flush();
        } else if (poll != null || socket != null) {
            answer(response, EnginePacket.CLOSE.encode());
            end(Ending.MALFORMED);
        } else {
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
    }

    void receive(List<EnginePacket> packets) {
        packets.forEach(this::receive);
    }

    private void receive(String wire) {
        try {
            receive(EnginePacket.read(wire));
        } catch (EnginePacket.MalformedPacketException malformed) {
            end(Ending.MALFORMED);
        }
    }

    private void receive(EnginePacket packet) {
        if (ended) {
            return;
        }
        switch (packet.type()) {
            case MESSAGE -> messages.hear(packet.text());
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
        boolean sent = true;
        if (own != null) {
            sent = Sockets.send(own, wire);
        } else if (waiting.size() >= MAX_WAITING || waitingLength + wire.length() > Sockets.MAX_UNREAD_BYTES) {
            waiting.clear();
            sent = false;
        } else {
            waiting.add(wire);
            waitingLength += wire.length();
            flush();
        }
        if (!sent) {
            end(Ending.TOO_SLOW);
        }
    }

    private void flush() {
        if (poll != null && !waiting.isEmpty()) {
            String all = String.join(String.valueOf(EnginePacket.SEPARATOR), waiting);
            waiting.clear();
            waitingLength = 0;
            answerPoll(all);
        }
    }

    private void ping() {
        if (!answered) {
            end(Ending.SILENT);
        } else if (!ended) {
            answered = false;
            send(EnginePacket.PING.encode());
        }
    }

    /** The client has ended the session. */
    void end() {
        end(List.of(), null);
    }

    /** Ends the session and says why, after what has been sent. */
    void end(Ending ending) {
        if (!ended) {
            end(messages.farewell(ending), ending);
        }
    }

    private void end(List<String> last, @Nullable Ending ending) {
        if (ended) {
            return;
        }
        ended = true;
        vertx.cancelTimer(pings);
        ServerWebSocket fresh = candidate;
        if (fresh != null) {
            giveUp(fresh);
        }
        ServerWebSocket own = socket;
        if (own == null) {
            last.forEach(text -> waiting.add(EnginePacket.message(text).encode()));
            if (poll != null) {
                waiting.add(EnginePacket.CLOSE.encode());
                flush();
            }
        } else if (!own.isClosed()) {
            last.forEach(text -> own.writeTextMessage(EnginePacket.message(text).encode()));
            if (ending == null) {
                own.close();
            } else {
                Sockets.close(own, ending);
            }
        }
        messages.ended();
    }

    private void answerPoll(String text) {
        HttpServerResponse asked = poll;
        if (asked != null) {
            poll = null;
            answer(asked, text);
        }
    }

    private static void answer(HttpServerResponse response, String text) {
        if (!response.closed() && !response.ended()) {
            response.putHeader("Content-Type", "text/plain; charset=UTF-8").end(text);
        }
    }
}
