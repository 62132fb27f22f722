package io.virtualqueue.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/", "https://LOCALHOST:8080/", "http://localhost./", "http://api.localhost/",
                "http://127.0.0.1/", "http://127.0.0.1:9000/x", "https://10.1.2.3/", "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[::1]/", "http://[::]/",
                "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/"
            })
    void whatLeadsInsideIsRefusedUnlessAllowed(String url) {
        assertThat(UrlRules.refusal(URI.create(url), AddressGuard.PUBLIC_ONLY))
                .hasValue("must not lead to a private address or to this machine");
        assertThat(UrlRules.refusal(URI.create(url), AddressGuard.OPEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "/path",
                "https:///path",
                "https://user@example.com/",
                "https://user:word@example.com/",
                "https://example.com/#part",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://example.com:0/",
                "http://example.com:70000/",
                "gopher://127.0.0.1/"
            })
    void whatIsNoPlainUrlIsAlwaysRefused(String url) {
        assertThat(UrlRules.refusal(URI.create(url), AddressGuard.OPEN)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com:8080/a?b=c",
                "HTTPS://hooks.example.com/x",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/",
                "https://localhost.example.com/",
                "https://notlocalhost/"
            })
    void whatMayBeOutsideIsTaken(String url) {
        assertThat(UrlRules.refusal(URI.create(url), AddressGuard.PUBLIC_ONLY)).isEmpty();
    }
}
