package io.virtualqueue.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** People's access tokens: signed, good for a short time, and only as long as their login is. */
final class AccessTokens {
    static final Duration TTL = Duration.ofMinutes(15);

    private static final String TYPE = "at+jwt";
    private static final String TENANT = "tid";
    private static final String ROLE = "role";
    private static final String LOGIN = "sid";

    private final SignedTokens tokens;
    private final Clock clock;

    /** What a token says; whether its login still holds is another question. */
    record Verified(Caller.Person person, Instant expiresAt) {}

    AccessTokens(SignedTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    String issue(Caller.Person person) {
        long now = clock.instant().getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(tokens.issuer());
        claims.setSubject(person.accountId().toString());
        claims.setStringClaim(TENANT, person.tenantId().toString());
        claims.setStringClaim(ROLE, person.role().wireName());
        claims.setStringClaim(LOGIN, person.loginId().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + TTL.toSeconds()));
        claims.setGeneratedJwtId();
        return tokens.sign(TYPE, claims);
    }

    /** What the token says, or null when it is not ours or has expired. */
    @Nullable
    Verified verify(String token) {
        JwtClaims claims = tokens.verify(TYPE, token);
        if (claims == null) {
            return null;
        }
        try {
            var person = new Caller.Person(
                    UUID.fromString(claims.getSubject()),
                    UUID.fromString(claims.getStringClaimValue(TENANT)),
                    Role.ofWireName(claims.getStringClaimValue(ROLE)),
                    UUID.fromString(claims.getStringClaimValue(LOGIN)));
            return new Verified(
                    person, Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
        } catch (MalformedClaimException impossible) {
            throw new IllegalStateException("We signed it", impossible);
        }
    }
}
