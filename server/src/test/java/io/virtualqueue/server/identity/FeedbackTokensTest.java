package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.identity.FeedbackTokens.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedbackTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SigningKeys keys = SigningKeys.generate();
    private final FeedbackTokens tokens = new FeedbackTokens(keys.sessionSecret());
    private final Subject subject =
            new Subject(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), NOW.plus(Duration.ofDays(14)));
    private final String token = tokens.issue(subject);

    @Test
    void aTokenSaysWhatItIsGoodFor() {
        assertThat(token).startsWith("vqf_").hasSize(100).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.check(token, NOW)).isEqualTo(subject);
    }

    @Test
    void itEndsAtItsTime() {
        assertThat(tokens.check(token, subject.expiresAt().minusMillis(1))).isEqualTo(subject);
        assertThat(tokens.check(token, subject.expiresAt())).isNull();
    }

    @Test
    void everyServerMakesTheSameOne() {
        assertThat(new FeedbackTokens(keys.sessionSecret()).issue(subject)).isEqualTo(token);
    }

    @Test
    void anyChangeOfAByteIsNoticed() {
        for (int index = 4; index < token.length(); index++) {
            char other = token.charAt(index) == 'A' ? 'B' : 'A';
            assertThat(tokens.check(token.substring(0, index) + other + token.substring(index + 1), NOW))
                    .as("changed at %d", index)
                    .isNull();
        }
    }

    @Test
    void whatIsNoTokenIsGoodForNothing() {
        assertThat(tokens.check("", NOW)).isNull();
        assertThat(tokens.check("vqf_", NOW)).isNull();
        assertThat(tokens.check(token + "A", NOW)).isNull();
        assertThat(tokens.check("vqf_" + "!".repeat(token.length() - 4), NOW)).isNull();
        assertThat(new FeedbackTokens(SigningKeys.generateSessionSecret()).check(token, NOW))
                .isNull();
    }

    @Test
    void itIsNoSessionTokenAndASessionTokenIsNone() {
        var sessionTokens = new SessionTokens(keys.sessionSecret());

        assertThat(sessionTokens.check(token)).isNull();
        assertThat(tokens.check(sessionTokens.issue(subject.tenantId(), subject.queueId(), subject.sessionId()), NOW))
                .isNull();
    }
}
