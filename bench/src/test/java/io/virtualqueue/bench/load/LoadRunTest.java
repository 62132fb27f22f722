package io.virtualqueue.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load generator against a small server of the JDK that counts. */
class LoadRunTest {
    private static final byte[] GET = Requests.get("/count");
    private static final byte[] POST = Requests.post("/count", "{\"a\":1}", "X-Test: 1");

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/count", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = (asked.incrementAndGet() + " " + new String(body, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static RequestSource times(int count, byte[] request) {
        AtomicInteger left = new AtomicInteger(count);
        return (connection, into) -> {
            if (left.getAndDecrement() <= 0) {
                return false;
            }
            into.put(request);
            return true;
        };
    }

    @Test
    void sendsExactlyWhatTheSourceHasAndCountsEveryAnswer() throws Exception {
        AtomicInteger checked = new AtomicInteger();
        LoadPlan plan = LoadPlan.all(port(), 7, times(1_000, POST), 201, (connection, answer) -> {
            assertThat(answer.body()).endsWith("{\"a\":1}");
            assertThat(connection).isBetween(0, 6);
            checked.incrementAndGet();
        });
        LoadOutcome outcome = LoadRun.start(plan).finish().requireClean();
        assertThat(outcome.counted()).isEqualTo(1_000);
        assertThat(outcome.answers()).isEqualTo(1_000);
        assertThat(outcome.latencies().getTotalCount()).isEqualTo(1_000);
        assertThat(checked).hasValue(1_000);
        assertThat(asked).hasValue(1_000);
        assertThat(outcome.perSecond()).isPositive();
    }

    @Test
    void countsOnlyWhatIsAnsweredInsideTheWindow() throws Exception {
        LoadPlan plan = new LoadPlan(
                port(),
                2,
                RequestSource.constant(GET),
                200,
                AnswerCheck.ANY,
                Duration.ofMillis(100),
                Duration.ofMillis(200));
        LoadRun run = LoadRun.start(plan);
        run.awaitWindow();
        run.awaitWindowEnd();
        LoadOutcome outcome = run.finish().requireClean();
        assertThat(outcome.counted()).isPositive().isLessThan(outcome.answers());
        assertThat(outcome.latencies().getTotalCount()).isEqualTo(outcome.counted());
        assertThat(outcome.answers()).isEqualTo(asked.get());
    }

    @Test
    void isLoudAboutAnUnexpectedStatus() throws Exception {
        LoadOutcome outcome = LoadRun.start(LoadPlan.all(port(), 3, times(10, GET), 201, AnswerCheck.ANY))
                .finish();
        assertThat(outcome.answers()).isZero();
        assertThat(outcome.errors().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(3);
        assertThatThrownBy(outcome::requireClean)
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("200 ");
    }

    @Test
    void isLoudAboutAWrongAnswer() throws Exception {
        LoadOutcome outcome = LoadRun.start(LoadPlan.all(port(), 1, times(10, GET), 200, (connection, answer) -> {
                    throw new WrongAnswerException("not that: " + answer.body());
                }))
                .finish();
        assertThat(outcome.errors()).hasSize(1).containsEntry("not that: 1 ", 1L);
    }

    @Test
    void isLoudAboutAServerThatGoesAway() throws Exception {
        LoadRun run = LoadRun.start(
                LoadPlan.all(port(), 2, RequestSource.constant(GET), 200, (connection, answer) -> server.stop(0)));
        LoadOutcome outcome = run.finish();
        assertThat(outcome.errors()).isNotEmpty();
    }
}
