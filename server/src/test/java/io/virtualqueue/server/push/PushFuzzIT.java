package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of connections of every protocol that say what no client says, and go away as no client does. Each follows
 * from the seed, which a failure names, and its number: {@code -Dvq.fuzz.seed=…} makes them again.
 */
class PushFuzzIT {
    private static final RunningServer SERVER = RunningServer.fresh(Map.of("VQ_PUSH_SILENCE_SECONDS", "10"));
    private static final TestTenant TENANT = TestTenant.on(SERVER);
    private static final long SEED = Long.getLong("vq.fuzz.seed", System.nanoTime());
    private static final int CONNECTIONS = Integer.getInteger("vq.fuzz.connections", 1_500);
    private static final int AT_LEAST = 1_000;
    private static final int CALLERS = 8;
    private static final Duration AT_MOST = Duration.ofSeconds(40);
    /** Longer than a session of Socket.IO may be silent, which is the longest. */
    private static final Duration SWEPT_WITHIN = Duration.ofSeconds(80);

    private static final List<String> FAULTS = List.of(" ERROR ", " WARN ", "Exception", "\tat ");

    private final String queue = TENANT.waitingRoom(Map.of());
    private final Answer joined = TENANT.join(queue, "ann");
    private final String sessionToken = joined.body().path("sessionToken").asText();
    private final List<String> ids = List.of(
            queue,
            TENANT.id(),
            TENANT.apiKey(),
            sessionToken,
            joined.body().path("sessionId").asText(),
            "nobody");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void nothingThatIsSaidBreaksTheServerAndNobodyStaysBehind() throws Exception {
        List<WireSocket> idle = idle();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(_ -> callers.submit(() -> {
                        int number;
                        while ((number = next.getAndIncrement()) < CONNECTIONS
                                && System.nanoTime() - start < AT_MOST.toNanos()) {
                            connect(new SplittableRandom(SEED * 1_000_003 + number));
                        }
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(next.get()).isGreaterThan(AT_LEAST);
        assertThat(TENANT.join(queue, "bob").body().path("position").asInt()).isEqualTo(2);

        HttpApi admin = SERVER.superAdmin();
        Awaitility.await()
                .atMost(SWEPT_WITHIN)
                .untilAsserted(
                        () -> assertThat(admin.get("/v1/push/status").text()).contains("\"total\":0", "\"opening\":0"));
        assertThat(idle).hasSize(3);
        for (WireSocket socket : idle) {
            socket.close();
        }
        assertThat(FAULTS)
                .as("with -Dvq.fuzz.seed=" + SEED + "\n" + SERVER.log())
                .noneMatch(SERVER.log()::contains);
    }

    /** Each kind of connection that says nothing any more; the server has to end them by itself. */
    private List<WireSocket> idle() throws IOException {
        TENANT.key().post("/hubs/queue/negotiate");
        TENANT.key().get("/hubs/queue?id=" + negotiated());
        TENANT.key().get("/socket.io/?EIO=4&transport=polling");
        String known = begun();
        TENANT.key().send("POST", polling(known), "40{\"token\":\"" + TENANT.apiKey() + "\"}");
        return List.of(
                WireSocket.request(SERVER.origin(), get("/hubs/queue?id=" + negotiated(), "Accept: text/event-stream")),
                WireSocket.open(SERVER.origin(), "/socket.io/?EIO=4&transport=websocket&sid=" + begun()),
                WireSocket.open(SERVER.origin(), "/socket.io/?EIO=4&transport=websocket"));
    }

    private void connect(RandomGenerator random) {
        HostileFrames hostile = new HostileFrames(random, ids);
        try {
            switch (random.nextInt(7)) {
                case 0 -> webSocket(random, hostile, withToken("/ws", random), hostile::plain);
                case 1 -> webSocket(random, hostile, withToken("/hubs/queue", random), hostile::hub);
                case 2 -> webSocket(random, hostile, "/socket.io/?EIO=4&transport=websocket", hostile::socketIo);
                case 3 -> polls(random, hostile);
                case 4 -> hubOverHttp(random, hostile);
                case 5 -> stream(random, hostile);
                default -> upgrade(random, hostile);
            }
        } catch (SocketException ended) {
            // The server has had enough of it.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String withToken(String path, RandomGenerator random) {
        return path + "?access_token=" + (random.nextBoolean() ? TENANT.apiKey() : sessionToken);
    }

    /** What is to be said next. */
    private interface Texts {
        String next();
    }

    private static void webSocket(RandomGenerator random, HostileFrames hostile, String target, Texts texts)
            throws IOException {
        try (WireSocket socket = WireSocket.open(SERVER.origin(), target)) {
            if (random.nextInt(3) > 0) {
                socket.text(target.startsWith("/hubs") ? "{\"protocol\":\"json\",\"version\":1}\u001e" : texts.next());
            }
            for (int frames = random.nextInt(6); frames > 0; frames--) {
                hostile.send(socket, texts.next());
            }
            if (random.nextBoolean()) {
                socket.reset();
            }
        }
    }

    private void polls(RandomGenerator random, HostileFrames hostile) throws IOException {
        String id = random.nextInt(4) == 0 ? hostile.parameter() : begun();
        for (int requests = random.nextInt(4); requests > 0; requests--) {
            post(polling(id), hostile.body());
        }
        if (random.nextInt(3) == 0) {
            abandon(get(polling(id)), random);
        }
    }

    private void hubOverHttp(RandomGenerator random, HostileFrames hostile) throws IOException {
        String id = random.nextInt(4) == 0 ? hostile.parameter() : negotiated();
        String target = withToken("/hubs/queue", random) + "&id=" + id;
        abandon(get(target, random.nextBoolean() ? "Accept: text/event-stream" : "Accept: */*"), random);
        for (int requests = random.nextInt(4); requests > 0; requests--) {
            post(target, hostile.body());
        }
        abandon(get(target), random);
    }

    private void stream(RandomGenerator random, HostileFrames hostile) throws IOException {
        String path = random.nextBoolean() ? "/v1/queues/" : "/v1/sessions/";
        String target = withToken(path + ids.get(random.nextInt(ids.size())) + "/events", random);
        abandon(get(target, "Last-Event-ID: " + hostile.parameter()), random);
    }

    /** Goes over from polling to a WebSocket, nearly. */
    private void upgrade(RandomGenerator random, HostileFrames hostile) throws IOException {
        String target = "/socket.io/?EIO=4&transport=websocket&sid=" + begun();
        try (WireSocket socket = WireSocket.open(SERVER.origin(), target)) {
            if (random.nextBoolean()) {
                socket.text("2probe");
            }
            if (random.nextBoolean()) {
                socket.text("5");
            }
            hostile.send(socket, hostile.socketIo());
        }
    }

    /** Sends a request and goes away, with or without having heard the beginning of the answer. */
    private static void abandon(String request, RandomGenerator random) throws IOException {
        try (Socket socket = new Socket()) {
            URI server = URI.create(SERVER.origin());
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            if (random.nextBoolean()) {
                socket.setSoTimeout(200);
                try {
                    assertThat(socket.getInputStream().read()).isNotEqualTo(0);
                } catch (SocketTimeoutException nothingYet) {
                    // A poll waits for something to say.
                }
            }
        }
    }

    private static void post(String target, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String request = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + bytes.length + "\r\n\r\n" + body;
        try (WireSocket socket = WireSocket.request(SERVER.origin(), request)) {
            assertThat(socket.status()).as(target + " " + body).isNotEqualTo(500);
        }
    }

    private static String get(String target, String... headers) {
        List<String> lines = new ArrayList<>(List.of("GET " + target + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(headers));
        lines.add("X-API-Key: " + TENANT.apiKey());
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static String negotiated() {
        return TENANT.key()
                .post("/hubs/queue/negotiate?negotiateVersion=1")
                .body()
                .path("connectionToken")
                .asText();
    }

    private static String begun() {
        String opening = TENANT.key().get(polling("")).text();
        int begin = opening.indexOf("\"sid\":\"") + "\"sid\":\"".length();
        return opening.substring(begin, opening.indexOf('"', begin));
    }

    private static String polling(String id) {
        return "/socket.io/?EIO=4&transport=polling" + (id.isEmpty() ? "" : "&sid=" + id);
    }
}
