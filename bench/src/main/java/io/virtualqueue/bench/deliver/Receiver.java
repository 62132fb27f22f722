package io.virtualqueue.bench.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.virtualqueue.bench.load.LoadOutcome;
import io.virtualqueue.bench.load.WrongAnswerException;
import io.virtualqueue.bench.server.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Takes deliveries, says 200 at once, and notes what came and how long after it happened. */
public final class Receiver implements AutoCloseable {
    /** The most deliveries that are noted until they are forgotten. */
    public static final int MAX_DELIVERIES = 1_000_000;

    private static final String ID = "X-Webhook-Delivery";
    private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOTE = {'"'};
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private Set<String> ids = new HashSet<>();
    private Histogram latencies = new Histogram(3);
    private long arrivals;
    private long bytes;
    private long lastNanos;

    private Receiver() {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** One that listens on a free port of the loopback. */
    public static Receiver start() {
        return new Receiver();
    }

    public int port() {
        return server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        String id = request.getHeader(ID);
        request.bodyHandler(body -> {
            note(id, body);
            request.response().end();
        });
    }

    private synchronized void note(String id, Buffer body) {
        if (ids.size() < MAX_DELIVERIES && ids.add(id)) {
            Duration late = Duration.between(happenedAt(body.getBytes()), Instant.now());
            latencies.recordValue(Math.max(0, late.toNanos()));
            lastNanos = System.nanoTime();
        }
        arrivals++;
        bytes += body.length();
    }

    private static Instant happenedAt(byte[] body) {
        int from = JsonBytes.after(TIMESTAMP, body, 0, body.length);
        int to = from < 0 ? -1 : JsonBytes.after(QUOTE, body, from, body.length);
        if (to < 0) {
            throw new WrongAnswerException("no delivery: " + new String(body, StandardCharsets.UTF_8));
        }
        return Instant.parse(new String(body, from, to - 1 - from, StandardCharsets.US_ASCII));
    }

    /** Forgets what has come so far. */
    public synchronized void forget() {
        ids = new HashSet<>();
        latencies = new Histogram(3);
        arrivals = 0;
        bytes = 0;
    }

    private synchronized int count() {
        return ids.size();
    }

    /** The mean size of the bodies that came. */
    public synchronized int meanBytes() {
        return arrivals == 0 ? 0 : (int) (bytes / arrivals);
    }

    /**
     * Returns when that many different deliveries have come.
     *
     * @throws WrongAnswerException when they do not come in time
     */
    public void await(int count, Duration within) throws InterruptedException {
        long start = System.nanoTime();
        while (count() < count) {
            if (System.nanoTime() - start > within.toNanos()) {
                throw new WrongAnswerException(count() + " deliveries within " + within + ", not " + count);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /**
     * What has come: as many as there were different ones, in the time from then to the last.
     *
     * @param sinceNanos of {@link System#nanoTime}
     */
    public synchronized LoadOutcome outcome(long sinceNanos) {
        return new LoadOutcome(
                ids.size(),
                arrivals,
                Duration.ofNanos(Math.max(1, lastNanos - sinceNanos)),
                latencies.copy(),
                Map.of());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
