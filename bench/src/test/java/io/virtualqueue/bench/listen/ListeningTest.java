package io.virtualqueue.bench.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.virtualqueue.bench.load.WrongAnswerException;
import io.virtualqueue.bench.server.BareBroadcaster;
import io.virtualqueue.bench.server.HttpApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners against the bare broadcaster. */
class ListeningTest {
    private static final int COUNT = 60;
    private static final int SOCKET_BYTES = 300;
    private static final int STREAM_BYTES = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Dialect> DIALECTS =
            List.of(new BareDialect(true, SOCKET_BYTES), new BareDialect(false, STREAM_BYTES));

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serve() throws Exception {
        port = BareBroadcaster.serve(vertx)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void tell() throws Exception {
        HttpApi.anonymous(port).post("/tell", Map.of(), 200);
    }

    @Test
    void everyoneHearsEverythingOnce() throws Exception {
        try (Listening listening = Listening.open(port, DIALECTS, COUNT)) {
            tell();
            listening.awaitHeard(1, PATIENCE);
            listening.note();
            tell();
            tell();
            listening.awaitHeard(3, PATIENCE);
            Notes notes = listening.noted();
            EventTimes times = new EventTimes(new long[] {0, 0, 0});
            assertThat(Deliveries.of(notes.queue(), times, 0, 1).getTotalCount())
                    .isEqualTo(2 * COUNT);
            assertThat(notes.texts()).isEqualTo(2 * COUNT);
            assertThat(notes.queueBytes())
                    .containsOnly(
                            Map.entry(DIALECTS.getFirst().name(), SOCKET_BYTES),
                            Map.entry(DIALECTS.getLast().name(), STREAM_BYTES));
        }
    }

    @Test
    void nothingIsNotedAfterwards() throws Exception {
        try (Listening listening = Listening.open(port, DIALECTS, COUNT)) {
            listening.note();
            Notes notes = listening.noted();
            tell();
            listening.awaitHeard(1, PATIENCE);
            assertThat(notes.texts()).isZero();
        }
    }

    @Test
    void isLoudAboutWhatIsNeverHeard() throws Exception {
        try (Listening listening = Listening.open(port, DIALECTS, 2)) {
            assertThatThrownBy(() -> listening.awaitHeard(1, Duration.ofMillis(1)))
                    .isInstanceOf(WrongAnswerException.class)
                    .hasMessageContaining("event 1");
        }
    }

    @Test
    void isLoudAboutARefusal() {
        int closed = port;
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThatThrownBy(() -> Listening.open(closed, DIALECTS, 2))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("refused or lost");
    }
}
