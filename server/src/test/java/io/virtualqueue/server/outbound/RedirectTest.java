package io.virtualqueue.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "Bearer x", "Cookie", "a=b", "X-Webhook-Event", "user.joined");

    private static OutboundRequest request(String url) {
        return new OutboundRequest("POST", URI.create(url), HEADERS, new byte[] {1}, Duration.ofSeconds(1));
    }

    private static OutboundAnswer answer(int status, Map<String, String> headers) {
        return new OutboundAnswer(status, headers, new byte[0], Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void methodAndBodyGoOnToWhereTheAnswerSays(int status) throws OutboundException {
        OutboundRequest next = Redirect.of(
                        request("https://a.example.com/x"), answer(status, Map.of("location", "/y?z=1")))
                .orElseThrow();

        assertThat(next.url()).isEqualTo(URI.create("https://a.example.com/y?z=1"));
        assertThat(next.method()).isEqualTo("POST");
        assertThat(next.body()).containsExactly(1);
        assertThat(next.headers()).isEqualTo(HEADERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 302, 303, 304, 404})
    void anythingElseIsTheAnswer(int status) throws OutboundException {
        assertThat(Redirect.of(request("https://a.example.com/"), answer(status, Map.of("location", "/y"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://b.example.com/", "https://a.example.com:8443/"})
    void anotherOriginDoesNotGetWhatIsMeantForTheFirst(String location) throws OutboundException {
        OutboundRequest next = Redirect.of(request("https://a.example.com/"), answer(307, Map.of("location", location)))
                .orElseThrow();

        assertThat(next.headers()).containsOnlyKeys("X-Webhook-Event");
    }

    @Test
    void theUsualPortIsTheSameOrigin() throws OutboundException {
        OutboundRequest next = Redirect.of(
                        request("https://a.example.com/"),
                        answer(308, Map.of("location", "https://A.example.com:443/b")))
                .orElseThrow();

        assertThat(next.headers()).isEqualTo(HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example.com/", "", "mailto:a@example.com", "https://", "::not a url"})
    void whatLeadsOutOfTlsOrNowhereIsRefused(String location) {
        assertThatThrownBy(
                        () -> Redirect.of(request("https://a.example.com/"), answer(307, Map.of("location", location))))
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.REDIRECT));
    }

    @Test
    void aRedirectWithoutALocationIsRefused() {
        assertThatThrownBy(() -> Redirect.of(request("http://a.example.com/"), answer(307, Map.of())))
                .isInstanceOf(OutboundException.class);
    }
}
