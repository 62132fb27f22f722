package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private final SettableClock clock = new SettableClock();
    private final SignedTokens tokens = new SignedTokens(SigningKeys.generate(), "virtualqueue", clock);
    private final AccessTokens accessTokens = new AccessTokens(tokens, clock);
    private final Caller.Person person =
            new Caller.Person(UUID.randomUUID(), UUID.randomUUID(), Role.STAFF, UUID.randomUUID());

    @Test
    void anAccessTokenIsGoodForFifteenMinutes() {
        String token = accessTokens.issue(person);

        var verified = Objects.requireNonNull(accessTokens.verify(token));
        assertThat(verified.person()).isEqualTo(person);
        assertThat(verified.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
        clock.advance(Duration.ofMinutes(15));
        assertThat(accessTokens.verify(token)).isNull();
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(accessTokens.issue(person)).isNotEqualTo(accessTokens.issue(person));
    }

    @Test
    void aPassIsNoAccessToken() {
        String pass = new Passes(tokens, clock)
                .issue(
                        person.tenantId(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        clock.instant(),
                        clock.instant().plusSeconds(60));

        assertThat(accessTokens.verify(pass)).isNull();
    }
}
