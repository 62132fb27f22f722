package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayStartTest {
    private static final UUID ID = UUID.fromString("019a2b3c-4d5e-7f60-8123-456789abcdef");
    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00.123456Z");

    @Test
    void aTimeOrAnEventOrTheNextOfTheLastAnswer() {
        var further = new ReplayStart.Further(TIME, ID, 42);

        assertThat(from("{\"from\": \"2026-11-24T13:00:00.123456789+01:00\"}")).isEqualTo(new ReplayStart.At(TIME));
        assertThat(from("{\"from\": \"" + ID + "\"}")).isEqualTo(new ReplayStart.Event(ID));
        assertThat(from("{\"next\": \"" + further.text() + "\"}")).isEqualTo(further);
        assertThat(from("{\"next\": \"" + further.text() + "\", \"from\": \"" + ID + "\"}"))
                .as("the next wins, for programs that go on sending their first request")
                .isEqualTo(further);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"from\": null}",
                "{\"from\": 17}",
                "{\"from\": \"yesterday\"}",
                "{\"from\": \"019a2b3c-4d5e-7f60-8123-456789abcdeg\"}",
                "{\"from\": \"1969-12-31T23:59:59Z\"}",
                "{\"from\": \"+999999-01-01T00:00:00Z\"}",
                "{\"next\": \"!\"}",
                "{\"next\": \"AAAA\"}",
                "{\"next\": \"MjAyNiAxIDE\"}",
                "{\"next\": 1}"
            })
    void anythingElseIsRefused(String body) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> from(body))
                        .problem())
                .extracting(Problem::status)
                .isEqualTo(422);
    }

    private static ReplayStart from(String body) {
        return ReplayStart.from(Fields.parse(body.getBytes(StandardCharsets.UTF_8)));
    }
}
