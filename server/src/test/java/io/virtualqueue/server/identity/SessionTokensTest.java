package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTokensTest {
    private final UUID tenantId = UUID.randomUUID();
    private final UUID queueId = UUID.randomUUID();
    private final UUID sessionId = UUID.randomUUID();
    private final SigningKeys keys = SigningKeys.generate();
    private final SessionTokens tokens = new SessionTokens(keys.sessionSecret());

    @Test
    void aTokenSaysWhoseItIs() {
        String token = tokens.issue(tenantId, queueId, sessionId);

        assertThat(token).startsWith("vqs_").hasSize(90).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.check(token)).isEqualTo(new Caller.SessionHolder(tenantId, queueId, sessionId));
    }

    @Test
    void theSameSessionHasTheSameTokenOnEveryServer() {
        assertThat(new SessionTokens(keys.sessionSecret()).issue(tenantId, queueId, sessionId))
                .isEqualTo(tokens.issue(tenantId, queueId, sessionId));
    }

    @Test
    void anyChangeOfAByteIsNoticed() {
        String token = tokens.issue(tenantId, queueId, sessionId);
        // The last character holds four bits that belong to no byte.
        for (int index = 4; index < token.length() - 1; index++) {
            char other = token.charAt(index) == 'A' ? 'B' : 'A';
            assertThat(tokens.check(token.substring(0, index) + other + token.substring(index + 1)))
                    .as("changed at %d", index)
                    .isNull();
        }
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        String token = tokens.issue(tenantId, queueId, sessionId);

        assertThat(tokens.check("")).isNull();
        assertThat(tokens.check("vqs_")).isNull();
        assertThat(tokens.check(token + "A")).isNull();
        assertThat(tokens.check(token.substring(1))).isNull();
        assertThat(tokens.check("vqs_" + "!".repeat(token.length() - 4))).isNull();
    }

    @Test
    void anotherSecretMakesAnotherToken() {
        var others = new SessionTokens(SigningKeys.generate().sessionSecret());

        assertThat(others.check(tokens.issue(tenantId, queueId, sessionId))).isNull();
    }
}
