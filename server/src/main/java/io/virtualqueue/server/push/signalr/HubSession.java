package io.virtualqueue.server.push.signalr;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.Connection;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.HubGroups;
import io.virtualqueue.server.push.Protocol;
import io.virtualqueue.server.push.Push;
import io.virtualqueue.server.push.Sockets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One client of the hub, whatever its transport: handshake, calls, pings. Everything happens on one event loop; {@link
 * #close} comes from anywhere.
 */
final class HubSession extends Connection {
    /** As SignalR's own server: clients give up after 30 s without a word. The handshake has as long. */
    static final Duration PING_EVERY = Duration.ofSeconds(15);
    /** As long this server bears silence. */
    static final Duration SILENCE_BORNE = Duration.ofSeconds(30);
    /** A longer record ends the session. The longest call that means anything is a tenth of it. */
    static final int MAX_RECORD_LENGTH = 16_384;

    private final Codec codec;
    private final Executor loop;
    private final Vertx vertx;
    private final Pipe pipe;
    private final StringBuilder partial = new StringBuilder();
    private final long pings;
    private final Duration silenceBorne;
    private boolean shakenHands;
    private volatile boolean closed;
    private long heardAtNanos = System.nanoTime();
    private Runnable afterEnd = () -> {};

    HubSession(Push push, ShownCredential credential, Codec codec, Executor loop, Vertx vertx, Pipe pipe) {
        super(push, Protocol.SIGNALR, credential);
        this.codec = codec;
        this.loop = loop;
        this.vertx = vertx;
        this.pipe = pipe;
        this.silenceBorne = push.patience().of(SILENCE_BORNE);
        this.pings = vertx.setPeriodic(push.patience().of(PING_EVERY).toMillis(), _ -> loop.execute(this::pingOrEnd));
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

    /** Nothing is told before the handshake: the client would take it for the answer. */
    @Override
    public void tell(String text) {
        if (shakenHands) {
            send(text);
        }
    }

    /** What else is to be done when it is over. */
    void whenGone(Runnable action) {
        afterEnd = action;
    }

    /** The client is still there. */
    void heard() {
        heardAtNanos = System.nanoTime();
    }

    /** What the client sent: one record, many, or part of one. */
    void receive(String text) {
        heard();
        int start = 0;
        for (int end = text.indexOf(HubProtocol.END); end >= 0 && !closed; end = text.indexOf(HubProtocol.END, start)) {
            partial.append(text, start, end);
            start = end + 1;
            if (partial.length() <= MAX_RECORD_LENGTH) {
                String record = partial.toString();
                partial.setLength(0);
                understand(record);
            } else {
                end(Ending.TOO_LONG);
            }
        }
        if (!closed) {
            partial.append(text, start, text.length());
            if (partial.length() > MAX_RECORD_LENGTH) {
                end(Ending.TOO_LONG);
            }
        }
    }

    private void understand(String record) {
        try {
            if (shakenHands) {
                obey(HubProtocol.read(record));
            } else {
                shakeHands(HubProtocol.readHandshake(record));
            }
        } catch (HubProtocol.MalformedRecordException malformed) {
            endWith(malformed.text(), false);
        }
    }

    private void shakeHands(HubMessage.Handshake handshake) {
        if (!handshake.protocol().equals(HubProtocol.NAME)) {
            refuse("The protocol '" + HubProtocol.NAME + "' is spoken here, not another.");
        } else if (handshake.version() != HubProtocol.VERSION) {
            refuse("Version " + HubProtocol.VERSION + " of the protocol is spoken here.");
        } else {
            send(HubProtocol.WELCOME);
            shakenHands = true;
        }
    }

    private void refuse(String error) {
        gone(HubProtocol.refusal(error));
    }

    private void obey(HubMessage message) {
        switch (message) {
            case HubMessage.Invocation(var id, var target, var arguments) -> call(id, target, arguments);
            case HubMessage.StreamInvocation(var id) ->
                send(HubProtocol.failure(id, "There are no streams in this hub."));
            case HubMessage.Close _ -> gone("");
            case HubMessage.Ping _, HubMessage.Ignored _, HubMessage.Handshake _ -> {
                // Having heard it is all.
            }
        }
    }

    private void call(@Nullable String id, String target, List<JsonNode> arguments) {
        switch (target) {
            case "JoinQueueGroup" ->
                HubGroups.join(this, argument(arguments, 1), argument(arguments, 0))
                        .whenComplete((refusal, failure) -> loop.execute(
                                () -> answer(id, failure != null ? "The database does not answer now." : refusal)));
            case "LeaveQueueGroup" -> {
                HubGroups.leave(this, argument(arguments, 1), argument(arguments, 0));
                answer(id, null);
            }
            default -> answer(id, "There is no such method.");
        }
    }

    /** Where a client wants no answer, a refusal has no other way to it than the log of nobody. */
    private void answer(@Nullable String id, @Nullable String refusal) {
        if (id != null) {
            send(refusal == null ? HubProtocol.completion(id) : HubProtocol.failure(id, refusal));
        }
    }

    private static @Nullable String argument(List<JsonNode> arguments, int index) {
        return index < arguments.size() ? arguments.get(index).textValue() : null;
    }

    private void pingOrEnd() {
        if (pipe.isAsked()) {
            heard();
        }
        if (!shakenHands) {
            end(Ending.NO_HANDSHAKE);
        } else if (System.nanoTime() - heardAtNanos > silenceBorne.toNanos()) {
            end(Ending.SILENT);
        } else {
            send(HubProtocol.PING);
        }
    }

    private void send(String records) {
        if (!closed && !pipe.send(records)) {
            end(Ending.TOO_SLOW);
        }
    }

    @Override
    public void close(Ending ending) {
        loop.execute(() -> end(ending));
    }

    private void end(Ending ending) {
        endWith(ending.reason(), ending.mayComeBack());
    }

    private void endWith(String reason, boolean mayComeBack) {
        gone(shakenHands ? HubProtocol.close(reason, mayComeBack) : HubProtocol.refusal(reason));
    }

    /** The client has gone, or wants to. */
    void gone() {
        gone("");
    }

    boolean isGone() {
        return closed;
    }

    /** The session is over, and so is its way to the client, after this. */
    private void gone(String last) {
        if (!closed) {
            closed = true;
            vertx.cancelTimer(pings);
            ended();
            pipe.end(last);
            vertx.setTimer(Sockets.READS_REST_WITHIN.toMillis(), _ -> pipe.cutOff());
            afterEnd.run();
        }
    }
}
