package io.virtualqueue.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    /** The last six digits of the table in appendix B of RFC 6238. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void theCodesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void aCodeOfTheNextStepOrTheOneBeforeWillDo() {
        long step = NOW.getEpochSecond() / 30;

        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, NOW), NOW)).hasValue(step);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, NOW.minusSeconds(30)), NOW))
                .hasValue(step - 1);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, NOW.plusSeconds(30)), NOW))
                .hasValue(step + 1);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, NOW.minusSeconds(60)), NOW))
                .isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, NOW.plusSeconds(60)), NOW))
                .isEmpty();
        assertThat(Totp.stepOf(SECRET, "", NOW)).isEmpty();
    }

    @Test
    void appsGetTheSecretAsTheyReadIt() {
        assertThat(Totp.uri(SECRET, "anna+x@example.com"))
                .isEqualTo("otpauth://totp/VirtualQueue:anna%2Bx%40example.com"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=VirtualQueue"
                        + "&algorithm=SHA1&digits=6&period=30");
    }

    /** The test vectors of RFC 4648, without their padding. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void bytesAreWrittenInBase32(String bytes, String text) {
        assertThat(Base32.encode(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
