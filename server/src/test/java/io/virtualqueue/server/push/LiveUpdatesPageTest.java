package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the reference on live updates promises is what the code holds. */
class LiveUpdatesPageTest {
    private static final String PAGE = read();

    @ParameterizedTest
    @EnumSource(Ending.class)
    void everyEndingHasItsRow(Ending ending) {
        assertThat(PAGE)
                .contains("| " + ending.reason() + " | " + (ending.mayComeBack() ? "yes" : "no") + " | "
                        + ending.webSocketStatus() + " |");
    }

    @Test
    void thePolicyHasItsNumbers() {
        assertThat(PAGE)
                .contains("a round begins " + Rounds.GATHERS.toMillis() + " ms after")
                .contains("**The first " + Positions.NEAR + " in line**")
                .contains("one after the other, " + Positions.FAR_PER_ROUND + " in a round")
                .contains("After more than " + grouped(QueuePump.MAX_EVENTS) + " events within one round")
                .contains("or more than " + Descriptions.MAX_NAMED + " people join at once")
                .contains("slower than " + Descriptions.NAMES_WITHIN.toMillis() + " ms");
    }

    @Test
    void theLimitsHaveTheirNumbers() {
        assertThat(PAGE)
                .contains("| " + grouped(Integer.parseInt(Connections.MAX_OPEN)) + ", or `VQ_PUSH_MAX_CONNECTIONS`")
                .contains("joins that wait for their turn | " + grouped(Connection.MAX_TOPICS) + " |")
                .contains("has not read yet | " + Sockets.MAX_UNREAD_BYTES / 1024 + " KiB |")
                .contains("of the polling transports | " + Sockets.MAX_MESSAGE_BYTES / 1024 + " KiB |")
                .contains("no credential yet | one in " + Connections.STRANGERS_ARE_ONE_IN
                        + " of those connections | 503 |")
                .contains("shown out after " + Push.ASKS_WITHIN.toSeconds() + " s")
                .contains("makes the " + Patience.USUAL_SECONDS + " s shorter")
                .contains("when a connection ends | " + Sockets.READS_REST_WITHIN.toSeconds() + " s |");
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "reference", "live-updates.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
