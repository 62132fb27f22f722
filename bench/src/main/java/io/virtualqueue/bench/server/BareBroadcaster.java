package io.virtualqueue.bench.server;

import io.netty.channel.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import io.virtualqueue.bench.listen.BareDialect;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What is left when live updates are a text of the right size that goes to everyone: a limit for all that is built on
 * Vert.x. It listens at {@code /socket?bytes=N} and {@code /stream?bytes=N} and tells on {@code POST /tell}. Texts are
 * made once per size, and each event loop is woken once.
 */
public final class BareBroadcaster extends AbstractVerticle {
    private static final int BACKLOG = 4_096;
    /** The same free port for all instances; with 0 each would have one of its own. */
    private static final int SHARED_FREE_PORT = -1;

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Hall hall;

    /** Who listens, by event loop. */
    private static final class Hall {
        private final Map<EventLoop, Set<Ear>> ears = new ConcurrentHashMap<>();
        private final AtomicLong last = new AtomicLong();
        private volatile int port;

        void add(EventLoop loop, Ear ear) {
            ears.computeIfAbsent(loop, _ -> ConcurrentHashMap.newKeySet()).add(ear);
        }

        void remove(EventLoop loop, Ear ear) {
            ears.getOrDefault(loop, Set.of()).remove(ear);
        }

        /** Tells everyone, and returns what the next text says: its number and time. */
        String tell() {
            Instant now = Instant.now();
            String facts = "{\"seq\":" + last.incrementAndGet() + ",\"at\":"
                    + (now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO);
            Map<Integer, String> texts = new ConcurrentHashMap<>();
            ears.forEach((loop, all) -> loop.execute(() -> all.forEach(ear ->
                    ear.write().accept(texts.computeIfAbsent(ear.bytes(), bytes -> text(facts, bytes))))));
            return facts + "}";
        }

        private static String text(String facts, int bytes) {
            String start = facts + ",\"rest\":\"";
            String end = "\"}";
            return start + "x".repeat(Math.max(0, bytes - start.length() - end.length())) + end;
        }
    }

    /** Someone who listens, and the size of what it wants to hear. */
    private record Ear(int bytes, Consumer<String> write) {}

    private BareBroadcaster(Hall hall) {
        this.hall = hall;
    }

    /** Prints its port and serves until it is ended. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        serve(vertx).onSuccess(System.out::println).onFailure(failure -> {
            System.err.println(failure.getMessage());
            vertx.close();
        });
    }

    /** Serves until that is closed; completes with its port. */
    public static Future<Integer> serve(Vertx vertx) {
        Hall hall = new Hall();
        return vertx.deployVerticle(
                        () -> new BareBroadcaster(hall),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .map(_ -> hall.port);
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions()
                        .setAcceptBacklog(BACKLOG)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false))
                .requestHandler(this::handle)
                .listen(SHARED_FREE_PORT, "127.0.0.1")
                .onSuccess(server -> hall.port = server.actualPort())
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        if (request.method().equals(HttpMethod.POST)) {
            request.response().end(hall.tell());
            return;
        }
        int bytes = Integer.parseInt(request.getParam("bytes"));
        if (request.path().equals("/socket")) {
            request.toWebSocket().onSuccess(socket -> add(loop, bytes, socket));
        } else {
            add(loop, bytes, request.response());
        }
    }

    private void add(EventLoop loop, int bytes, ServerWebSocket socket) {
        Ear ear = new Ear(bytes, socket::writeTextMessage);
        socket.closeHandler(_ -> hall.remove(loop, ear));
        socket.writeTextMessage(BareDialect.READY);
        hall.add(loop, ear);
    }

    private void add(EventLoop loop, int bytes, HttpServerResponse response) {
        Ear ear = new Ear(bytes, text -> response.write(Buffer.buffer(text)));
        response.setChunked(true).closeHandler(_ -> hall.remove(loop, ear));
        response.write(BareDialect.READY);
        hall.add(loop, ear);
    }
}
