package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class PassesTest {
    private static final Duration TTL = Duration.ofMinutes(5);

    private final UUID tenantId = UUID.randomUUID();
    private final UUID queueId = UUID.randomUUID();
    private final UUID sessionId = UUID.randomUUID();
    private final SettableClock clock = new SettableClock();
    private final Instant releasedAt = clock.instant();
    private final SigningKeys keys = SigningKeys.generate();
    private final SignedTokens tokens = new SignedTokens(keys, "virtualqueue", clock);
    private final Passes passes = new Passes(tokens, clock);

    @Test
    void aPassSaysWhoseItIsUntilItExpires() {
        String pass = issue();

        assertThat(passes.verify(pass)).isEqualTo(new Caller.PassHolder(tenantId, queueId, sessionId));
        assertThat(passes.recall(pass)).isNotNull();
        clock.advance(TTL.minusMillis(1));
        assertThat(passes.verify(pass)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(passes.verify(pass)).isNull();
        assertThat(passes.recall(pass)).isNull();
        assertThat(new Passes(tokens, clock).verify(pass)).isNull();
    }

    @Test
    void theSameReleaseHasTheSamePassOnEveryServer() {
        assertThat(new Passes(new SignedTokens(keys, "virtualqueue", clock), clock)
                        .issue(tenantId, queueId, sessionId, releasedAt, releasedAt.plus(TTL)))
                .isEqualTo(issue());
    }

    @Test
    void othersVerifyItWithNothingButThePublicKeys() throws Exception {
        String published = keys.publicKeySet();
        assertThat(published).contains("\"Ed25519\"", "\"kid\"").doesNotContain("\"d\"");

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(published).getJsonWebKeys()))
                .setExpectedIssuer("virtualqueue")
                .setExpectedAudience(queueId.toString())
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(issue());

        assertThat(claims.getSubject()).isEqualTo(sessionId.toString());
        assertThat(claims.getStringClaimValue("tid")).isEqualTo(tenantId.toString());
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(releasedAt.getEpochSecond());
        assertThat(claims.getJwtId()).isNotBlank();
    }

    @Test
    void foreignAndBrokenPassesAreNobodys() {
        String pass = issue();
        String foreign = new Passes(new SignedTokens(SigningKeys.generate(), "virtualqueue", clock), clock)
                .issue(tenantId, queueId, sessionId, releasedAt, releasedAt.plus(TTL));
        String otherIssuer = new Passes(new SignedTokens(keys, "elsewhere", clock), clock)
                .issue(tenantId, queueId, sessionId, releasedAt, releasedAt.plus(TTL));
        String unsigned = "eyJhbGciOiJub25lIn0." + pass.split("\\.", -1)[1] + ".";

        for (String bad : List.of(
                foreign, otherIssuer, unsigned, "", "a.b.c", pass + "x", pass.substring(5), "x".repeat(3_000))) {
            assertThat(passes.verify(bad)).as(bad).isNull();
        }
    }

    @Test
    void anAccessTokenIsNoPass() {
        var person = new Caller.Person(UUID.randomUUID(), tenantId, Role.ADMIN, UUID.randomUUID());

        assertThat(passes.verify(new AccessTokens(tokens, clock).issue(person))).isNull();
    }

    @Test
    void manyPassesDoNotFillTheMemory() {
        assertThat(Passes.MAX_CACHED).isEqualTo(50_000);
        var few = new Passes(tokens, clock, 10);
        for (int index = 0; index < 30; index++) {
            few.issue(tenantId, queueId, UUID.randomUUID(), releasedAt, releasedAt.plus(TTL));
        }
        assertThat(few.cached()).isLessThanOrEqualTo(10);
    }

    private String issue() {
        return passes.issue(tenantId, queueId, sessionId, releasedAt, releasedAt.plus(TTL));
    }
}
