package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkTokensTest {
    private final UUID tenantId = UUID.randomUUID();
    private final UUID linkId = UUID.randomUUID();
    private final SigningKeys keys = SigningKeys.generate();
    private final LinkTokens tokens = new LinkTokens(keys.sessionSecret());

    @Test
    void aTokenSaysWhichLinkItIsOfAndIsAlwaysTheSame() {
        String token = tokens.issue(tenantId, linkId);

        assertThat(token).startsWith("vql_").hasSize(68).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.check(token)).isEqualTo(new LinkTokens.Link(tenantId, linkId));
        assertThat(new LinkTokens(keys.sessionSecret()).issue(tenantId, linkId)).isEqualTo(token);
    }

    @Test
    void anyChangeIsNoticed() {
        String token = tokens.issue(tenantId, linkId);
        for (int index = 0; index < token.length(); index++) {
            char other = token.charAt(index) == 'A' ? 'B' : 'A';
            assertThat(tokens.check(token.substring(0, index) + other + token.substring(index + 1)))
                    .as("changed at %d", index)
                    .isNull();
        }
    }

    @Test
    void whatIsNoTokenIsOfNoLink() {
        String token = tokens.issue(tenantId, linkId);

        assertThat(tokens.check("")).isNull();
        assertThat(tokens.check(token + "A")).isNull();
        assertThat(tokens.check("vql_" + "!".repeat(token.length() - 4))).isNull();
        assertThat(new LinkTokens(SigningKeys.generate().sessionSecret()).check(token))
                .isNull();
    }
}
