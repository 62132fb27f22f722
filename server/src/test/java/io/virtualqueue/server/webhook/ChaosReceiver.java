package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A receiver that has bad times, by a seed, and notes what came first, whether it then answered well or not. */
final class ChaosReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int ERROR = 500;
    private static final int MAX_PAUSE_MILLIS = 200;

    private final Random random;
    private final int port;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, List<String>> arrivals = new LinkedHashMap<>();
    private volatile Mood mood = Mood.WELL;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private @Nullable HttpServer server;
    private int requests;

    /** How it is. */
    enum Mood {
        WELL,
        SLOW,
        /** One request in eight fails. */
        ERRING,
        /** One request in eight is not answered. */
        HANGING,
        /** Nobody listens. */
        GONE
    }

    ChaosReceiver(long seed) {
        this.random = new Random(seed);
        HttpServer first = listen(0);
        this.server = first;
        this.port = first.getAddress().getPort();
    }

    private HttpServer listen(int at) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/", this::take);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hook";
    }

    /** Is so from now on; what hangs is cut. */
    synchronized void is(Mood next) {
        hanging.countDown();
        hanging = new CountDownLatch(next == Mood.HANGING ? 1 : 0);
        mood = next;
        HttpServer running = server;
        if (next == Mood.GONE && running != null) {
            running.stop(0);
            server = null;
        } else if (next != Mood.GONE && running == null) {
            server = listen(port);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            boolean fails = note(body);
            Mood now = mood;
            if (now == Mood.SLOW) {
                TimeUnit.MILLISECONDS.sleep(pause());
            } else if (now == Mood.HANGING && fails) {
                hanging.await();
                return;
            }
            exchange.sendResponseHeaders(now == Mood.ERRING && fails ? ERROR : OK, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int pause() {
        return random.nextInt(MAX_PAUSE_MILLIS);
    }

    /** Notes the first arrival of each event, and says whether this one is to go wrong. */
    private synchronized boolean note(JsonNode body) {
        requests++;
        if (taken.add(body.path("id").asText())) {
            JsonNode session = body.path("data").path("session");
            String about = session.isMissingNode()
                    ? body.path("data").path("queue").path("id").asText()
                    : session.path("id").asText();
            arrivals.computeIfAbsent(about, _ -> new ArrayList<>())
                    .add(body.path("type").asText());
        }
        return random.nextInt(8) == 0;
    }

    /** What came of each session and queue, each event once, in the order of the first arrivals. */
    synchronized Map<String, List<String>> arrivals() {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        arrivals.forEach((about, types) -> copy.put(about, List.copyOf(types)));
        return copy;
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public void close() {
        is(Mood.GONE);
    }
}
