package io.virtualqueue.bench.server;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is left when a server does nothing but answer a constant JSON: a limit for all that is built on Vert.x. */
public final class BareVertx extends AbstractVerticle {
    private static final int BACKLOG = 4_096;
    /** The same free port for all instances; with 0 each would have one of its own, and one event loop all requests. */
    private static final int SHARED_FREE_PORT = -1;

    private static final AtomicBoolean PRINTED = new AtomicBoolean();
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");

    private final Buffer body;

    private BareVertx(Buffer body) {
        this.body = body;
    }

    /** Prints its port and serves until it is ended. The argument is the size of the body in bytes. */
    public static void main(String[] arguments) {
        Buffer body = Buffer.buffer(constantJson(Integer.parseInt(arguments[0])));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        vertx.deployVerticle(
                        () -> new BareVertx(body),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .onFailure(failure -> {
                    System.err.println(failure.getMessage());
                    vertx.close();
                });
    }

    @Override
    public void start(Promise<Void> started) {
        CharSequence length = HttpHeaders.createOptimized(Integer.toString(body.length()));
        vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
                .requestHandler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .putHeader(HttpHeaders.CONTENT_LENGTH, length)
                        .end(body))
                .listen(SHARED_FREE_PORT, "127.0.0.1")
                .onSuccess(BareVertx::print)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void print(HttpServer server) {
        if (PRINTED.compareAndSet(false, true)) {
            System.out.println(server.actualPort());
        }
    }

    /** A JSON object of that many bytes. */
    static String constantJson(int length) {
        String start = "{\"constant\":\"";
        String end = "\"}";
        return start + "x".repeat(Math.max(0, length - start.length() - end.length())) + end;
    }
}
