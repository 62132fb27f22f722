package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which signatures are good; what HTTP makes of it is in SigningIT. */
class RequestSignaturesTest {
    private final SettableClock clock = new SettableClock();
    private final RequestSignatures signatures =
            new RequestSignatures(clock, new SeenSignatures(Duration.ofHours(1), 2));
    private final SigningSecret secret = new SigningSecret(SigningSecret.fresh(), null);

    @Test
    void theFormerSecretIsGoodUntilItsEnd() {
        Instant end = clock.instant().plusSeconds(60);
        SigningSecret former = new SigningSecret(SigningSecret.fresh(), end);
        List<SigningSecret> both = List.of(secret, former);
        assertThat(check(request("1"), former, both)).isNull();
        clock.advance(Duration.ofMinutes(1));
        assertThat(check(request("2"), former, both)).isEqualTo("signature_wrong");
        assertThat(check(request("2"), secret, both)).isNull();
    }

    @Test
    void aSignatureThatCannotBeRememberedIsNotAccepted() {
        List<SigningSecret> secrets = List.of(secret);
        assertThat(check(request("1"), secret, secrets)).isNull();
        assertThat(check(request("2"), secret, secrets)).isNull();
        assertThat(check(request("3"), secret, secrets)).isEqualTo("too_many_signatures");
        assertThat(check(request("2"), secret, secrets)).isEqualTo("signature_replayed");
    }

    @Test
    void withoutSecretsNothingIsGood() {
        assertThat(check(request("1"), secret, List.of())).isEqualTo("signature_wrong");
    }

    @Test
    void aSecretIsNotToldByItsText() {
        assertThat(secret).hasToString("SigningSecret");
    }

    private static SignedRequest request(String body) {
        return SignedRequest.of("POST", "/v1/queues", "0", body.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String check(SignedRequest request, SigningSecret by, List<SigningSecret> secrets) {
        String signature = HexFormat.of().formatHex(request.signature(by.bytes()));
        ProblemException refusal = signatures.refusal(request, signature, secrets);
        return refusal == null ? null : refusal.problem().code();
    }
}
