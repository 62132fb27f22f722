package io.virtualqueue.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResponseParserTest {
    private static final byte[] OK =
            ascii("HTTP/1.1 201 Created\r\nX-Other: 9\r\ncOntent-LENGTH: 12\r\nVQ-Seq: 2\r\n\r\n{\"a\":\"b\\r\\n\"}"
                    .replace("b\\r\\n", "\r\n\r\n"));
    private static final byte[] EMPTY = ascii("HTTP/1.1 204 No Content\r\ncache-control: no-store\r\n\r\n");

    private final ResponseParser parser = new ResponseParser();

    @Test
    void readsAResponseThatArrivesAtOnce() {
        assertThat(parser.feed(OK, OK.length)).isTrue();
        assertThat(parser.status()).isEqualTo(201);
        assertThat(parser.body()).isEqualTo("{\"a\":\"\r\n\r\n\"}");
        assertThat(parser.bodyLength()).isEqualTo(12);
    }

    @Test
    void readsAResponseSplitAtAnyByteAndTheNextOneAfterIt() {
        for (int split = 1; split < OK.length; split++) {
            assertThat(parser.feed(OK, split)).isFalse();
            byte[] rest = Arrays.copyOfRange(OK, split, OK.length);
            assertThat(parser.feed(rest, rest.length)).isTrue();
            assertThat(parser.status()).isEqualTo(201);
            assertThat(parser.body()).isEqualTo("{\"a\":\"\r\n\r\n\"}");
            assertThat(parser.feed(EMPTY, EMPTY.length)).isTrue();
            assertThat(parser.status()).isEqualTo(204);
        }
    }

    @Test
    void readsAResponseThatArrivesByteByByte() {
        for (int i = 0; i < OK.length; i++) {
            assertThat(parser.feed(new byte[] {OK[i]}, 1)).isEqualTo(i == OK.length - 1);
        }
        assertThat(parser.body()).isEqualTo("{\"a\":\"\r\n\r\n\"}");
    }

    @Test
    void readsAStatusWithoutABody() {
        assertThat(parser.feed(EMPTY, EMPTY.length)).isTrue();
        assertThat(parser.status()).isEqualTo(204);
        assertThat(parser.body()).isEmpty();
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "chunks");
        assertRefused("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", "more bytes");
        assertRefused("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "no number");
        assertRefused("hello\r\n", "no HTTP");
        assertRefused("SSH-2.0-OpenSSH_9.2 hello\r\n\r\n", "no number");
    }

    @Test
    void refusesAResponseThatIsTooLong() {
        byte[] head = ascii("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
        parser.feed(head, head.length);
        byte[] much = new byte[ResponseParser.MAX_RESPONSE_BYTES];
        assertThatThrownBy(() -> parser.feed(much, much.length))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("more than");
    }

    private static void assertRefused(String response, String why) {
        byte[] bytes = ascii(response);
        assertThatThrownBy(() -> new ResponseParser().feed(bytes, bytes.length))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining(why);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
