package io.virtualqueue.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void parametersAreDecodedAndEmptyOnesAreAbsent() {
        Form form = parse("a=b+c%26&empty=&&d=%C3%A9");

        assertThat(form.get("a")).isEqualTo("b c&");
        assertThat(form.get("d")).isEqualTo("é");
        assertThat(form.get("empty")).isNull();
        assertThat(form.get("absent")).isNull();
        assertThat(parse("").get("a")).isNull();
    }

    @Test
    void whatIsNoFormIsRefused() {
        String many = IntStream.rangeClosed(0, Form.MAX_PARAMETERS)
                .mapToObj(i -> "p" + i + "=x")
                .collect(Collectors.joining("&"));
        for (String bad : new String[] {"a", "a=1&a=2", "a=%zz", many, "a=" + "x".repeat(Form.MAX_LENGTH)}) {
            assertThatThrownBy(() -> parse(bad))
                    .isInstanceOf(OAuthException.class)
                    .hasMessage("invalid_request");
        }
    }

    private static Form parse(String body) {
        return Form.parse(body.getBytes(UTF_8));
    }
}
