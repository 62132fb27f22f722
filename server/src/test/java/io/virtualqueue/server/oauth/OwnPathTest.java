package io.virtualqueue.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.http.ProblemException;
import org.junit.jupiter.api.Test;

class OwnPathTest {
    @Test
    void pathsOfThisServerAreGood() {
        for (String good : new String[] {"/", "/desk", "/a/b.html?x=1&y=%20z"}) {
            assertThat(OwnPath.of(good).with("code", "c")).isEqualTo(good + "#code=c");
        }
        assertThat(OwnPath.of(null).path()).isEqualTo("/");
    }

    @Test
    void whatABrowserMayReadAsAnotherHostIsNot() {
        for (String bad : new String[] {
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a#b",
            "/a\r\nSet-Cookie:x",
            "/\t/evil.example",
            "/%2f",
            "javascript:x",
            "/" + "a".repeat(OwnPath.MAX_LENGTH)
        }) {
            assertThatThrownBy(() -> OwnPath.of(bad)).as(bad).isInstanceOf(ProblemException.class);
        }
    }
}
