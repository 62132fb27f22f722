package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of docs/reference/signing.md, computed anew. */
class SignedRequestTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "signing.md");
    private static final String SECRET = "vq_sign_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String BODY = "{\"name\":\"Büro\",\"kind\":\"service_desk\"}";

    @Test
    void aRequestWithABodyIsSignedAsThePageSays() throws IOException {
        SignedRequest request = SignedRequest.of(
                "POST", "/v1/queues?dry=no", "2026-11-24T12:00:00.000001Z", BODY.getBytes(StandardCharsets.UTF_8));
        assertThat(Files.readString(PAGE))
                .contains("`" + SECRET + "`")
                .contains(BODY)
                .contains("```\n" + request.text() + "\n```")
                .contains("`" + signature(request) + "`");
        assertThat(signature(request)).isEqualTo("df2af86d22c432b3195bec30018f46fe2363afdd5942ac315bd1792b54059c34");
    }

    @Test
    void aRequestWithoutABodyIsSignedAsThePageSays() throws IOException {
        SignedRequest request = SignedRequest.of("GET", "/v1/queues", "1795521600", new byte[0]);
        assertThat(Files.readString(PAGE))
                .contains("```\n" + request.text() + "\n```")
                .contains("`" + signature(request) + "`");
        assertThat(signature(request)).isEqualTo("b7202becdd7439d14f3556d5feacb26ad0bbf66e9975bfb5bfced181a4022302");
    }

    @Test
    void timestampsAreRfc3339OrSeconds() {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(SignedRequest.time("2026-11-24T12:00:00Z")).isEqualTo(noon);
        assertThat(SignedRequest.time("2026-11-24T13:00:00.5+01:00")).isEqualTo(noon.plusMillis(500));
        assertThat(SignedRequest.time("1795521600")).isEqualTo(noon);
        for (String malformed : new String[] {
            "",
            "-1",
            "1e9",
            "17955216000000",
            "2026-11-24",
            "2026-11-24T12:00:00",
            "2026-11-24T12:00:00" + "0".repeat(50)
        }) {
            assertThat(SignedRequest.time(malformed)).as(malformed).isNull();
        }
    }

    private static String signature(SignedRequest request) {
        return HexFormat.of().formatHex(request.signature(SECRET.getBytes(StandardCharsets.UTF_8)));
    }
}
