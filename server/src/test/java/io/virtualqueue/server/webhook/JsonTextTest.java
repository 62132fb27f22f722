package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** JSON that JavaScript would have written; held against Node.js. */
class JsonTextTest {
    private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    /** Prints how many of the lines of a file JavaScript would write otherwise. */
    private static final String CHECK =
            "const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n');"
                    + "console.log(lines.filter(line => JSON.stringify(JSON.parse(line)) !== line).length);";

    @Test
    void textsAreEscapedAsJavaScriptDoes() {
        assertThat(new JsonText()
                        .value("a\"\\/\b\f\n\r\t\u0001\u001f\u007fé\u2028😀\ud800x\udc00")
                        .toString())
                .isEqualTo("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fé\u2028😀\\ud800x\\udc00\"");
    }

    @Test
    void objectsAreCompactAndInTheGivenOrder() {
        String json = new JsonText()
                .beginObject()
                .field("b", 1)
                .field("a", null)
                .fieldIfKnown("left out", null)
                .name("inner")
                .beginObject()
                .endObject()
                .field("list", List.of(1L, "x,[{:", true, List.of()))
                .field("map", Map.of("k", ID))
                .field("at", Instant.parse("2026-01-31T12:00:00Z"))
                .endObject()
                .toString();

        assertThat(json)
                .isEqualTo("{\"b\":1,\"a\":null,\"inner\":{},\"list\":[1,\"x,[{:\",true,[]],\"map\":{\"k\":\"" + ID
                        + "\"},\"at\":\"2026-01-31T12:00:00Z\"}");
    }

    @Test
    void numbersAreWhole() {
        assertThatThrownBy(() -> new JsonText().value(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 5)
    void parsedAndWrittenAgainByJavaScriptItIsTheSame(@ForAll("bodies") List<String> bodies) throws Exception {
        assertThat(differing(bodies)).isZero();
    }

    /** The check would see what is wrong. */
    @Test
    void whatJavaScriptWouldWriteOtherwiseIsSeen() throws Exception {
        assertThat(differing(List.of("{\"b\":1,\"2\":1}", "\"\\u0008\"", "\"\\/\"", "1.0", "\"\\uD800\"", "\"fine\"")))
                .isEqualTo(5);
    }

    @Provide
    Arbitrary<List<String>> bodies() {
        Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<String> difficult = Arbitraries.strings()
                .withChars("\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\ud83d\ude00\ud800\udfff1")
                .ofMaxLength(40);
        Arbitrary<String> either = Arbitraries.oneOf(text, difficult);
        return Combinators.combine(
                        either, either.injectNull(0.2), Arbitraries.longs().between(-1L << 53, 1L << 53))
                .as(JsonTextTest::body)
                .list()
                .ofSize(400);
    }

    private static String body(String text, String nullable, long number) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("text", text);
        inner.put("number", number);
        return new JsonText()
                .beginObject()
                .field("name", nullable)
                .field("inner", inner)
                .field("list", List.of(text, number, inner))
                .endObject()
                .toString();
    }

    private static int differing(List<String> lines) throws IOException, InterruptedException {
        Path file = Files.createTempFile("bodies", ".txt");
        try {
            Files.writeString(file, String.join("\n", lines), StandardCharsets.UTF_8);
            Process node = new ProcessBuilder(new ArrayList<>(List.of("node", "-e", CHECK, file.toString())))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor()).isZero();
            return Integer.parseInt(printed.strip());
        } finally {
            Files.delete(file);
        }
    }
}
