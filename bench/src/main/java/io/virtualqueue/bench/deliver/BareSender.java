package io.virtualqueue.bench.deliver;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is left when nothing is read, signed or written down: the HTTP client alone, with the server's settings of it. On
 * {@code POST /send?to=PORT&count=N&bytes=B&atOnce=M} it sends N bodies of B bytes, M at once.
 */
public final class BareSender {
    private static final int MAX_CONNECTIONS = 256;
    private static final int IDLE_SECONDS = 4;
    /** As long as a signature in hex. */
    private static final String SIGNATURE = "0".repeat(64);

    private static final String TRIO_SIGNATURE = "v1," + "0".repeat(44);

    private final HttpClient client;
    private final RequestOptions options;
    private final int bytes;
    private final AtomicInteger left;

    private BareSender(HttpClient client, RequestOptions options, int bytes, int count) {
        this.client = client;
        this.options = options;
        this.bytes = bytes;
        this.left = new AtomicInteger(count);
    }

    /** Prints its port and sends when it is told to, until it is ended. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(MAX_CONNECTIONS).setKeepAliveTimeout(IDLE_SECONDS));
        vertx.createHttpServer()
                .requestHandler(request -> begin(client, request))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()))
                .onFailure(failure -> {
                    System.err.println(failure.getMessage());
                    vertx.close();
                });
    }

    private static void begin(HttpClient client, HttpServerRequest request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(number(request, "to"))
                .setURI("/")
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "VirtualQueue-Webhook/1.0")
                .putHeader("X-Webhook-Event", "user.joined")
                .putHeader("X-Webhook-Timestamp", "0000000000")
                .putHeader("X-Webhook-Signature", SIGNATURE)
                .putHeader("webhook-timestamp", "0000000000")
                .putHeader("webhook-signature", TRIO_SIGNATURE);
        BareSender sender = new BareSender(client, options, number(request, "bytes"), number(request, "count"));
        for (int i = 0; i < number(request, "atOnce"); i++) {
            sender.sendNext();
        }
        request.response().end("{}");
    }

    private static int number(HttpServerRequest request, String name) {
        return Integer.parseInt(request.getParam(name));
    }

    private void sendNext() {
        if (left.getAndDecrement() <= 0) {
            return;
        }
        client.request(options)
                .compose(this::send)
                .compose(HttpClientResponse::body)
                .onFailure(failure -> System.err.println("bare sender: " + failure.getMessage()))
                .onComplete(_ -> sendNext());
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        String id = UUID.randomUUID().toString();
        request.putHeader("X-Webhook-Delivery", id).putHeader("webhook-id", id);
        return request.send(Buffer.buffer(body(id)));
    }

    private String body(String id) {
        String start = "{\"id\":\"" + id + "\",\"timestamp\":\"" + Instant.now() + "\",\"rest\":\"";
        String end = "\"}";
        return start + "x".repeat(Math.max(0, bytes - start.length() - end.length())) + end;
    }
}
