package io.virtualqueue.bench.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.bench.load.ResponseParser;
import io.virtualqueue.bench.load.WrongAnswerException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EachOnceTest {
    private final EachOnce tickets = new EachOnce("ticket");

    @Test
    void takesEachTextOnce() {
        assertThatCode(() -> {
                    tickets.accept(0, answer("{\"sessionId\":\"1\",\"ticket\":\"A001\"}"));
                    tickets.accept(1, answer("{\"sessionId\":\"1\",\"ticket\":\"A002\"}"));
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> tickets.accept(2, answer("{\"ticket\":\"A001\"}")))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageStartingWith("a ticket for the second time");
    }

    @Test
    void refusesAnAnswerWithoutTheField() {
        assertThatThrownBy(() -> tickets.accept(0, answer("{\"ticket\":null}")))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageStartingWith("no ticket");
    }

    private static ResponseParser answer(String json) {
        byte[] bytes = ("HTTP/1.1 201 Created\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
        ResponseParser parser = new ResponseParser();
        if (!parser.feed(bytes, bytes.length)) {
            throw new IllegalArgumentException(json);
        }
        return parser;
    }
}
