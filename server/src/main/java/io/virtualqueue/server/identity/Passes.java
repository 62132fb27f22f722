package io.virtualqueue.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * Passes: the signed tokens by which the protected site knows that a visitor was released. The subject is the session,
 * the audience its queue; whoever has the public keys can verify one without asking.
 */
public final class Passes {
    static final int MAX_CACHED = 50_000;
    private static final String TYPE = "pass+jwt";
    private static final String TENANT = "tid";

    private final SignedTokens tokens;
    private final Clock clock;
    private final Cache<Release, String> issued;
    private final Cache<String, Verified> verified;

    private record Release(UUID tenantId, UUID queueId, UUID sessionId, Instant releasedAt, Instant expiresAt) {}

    private record Verified(Caller.PassHolder holder, long expiresAtMillis) {}

    Passes(SignedTokens tokens, Clock clock) {
        this(tokens, clock, MAX_CACHED);
    }

    Passes(SignedTokens tokens, Clock clock, int maxCached) {
        this.tokens = tokens;
        this.clock = clock;
        this.issued = Caffeine.newBuilder().maximumSize(maxCached).build();
        this.verified = Caffeine.newBuilder().maximumSize(maxCached).build();
    }

    /** The pass of a released session: always the same text for the same release. Times count in whole seconds. */
    public String issue(UUID tenantId, UUID queueId, UUID sessionId, Instant releasedAt, Instant expiresAt) {
        return issued.get(new Release(tenantId, queueId, sessionId, releasedAt, expiresAt), this::sign);
    }

    /** Whose pass this is, or null when it is not ours or has expired. */
    public Caller.@Nullable PassHolder verify(String pass) {
        Verified known = verified.getIfPresent(pass);
        if (known == null) {
            known = check(pass);
            if (known == null) {
                return null;
            }
            verified.put(pass, known);
        }
        return clock.millis() < known.expiresAtMillis() ? known.holder() : null;
    }

    /** Whose pass this is if that was checked lately, else null; costs next to nothing. */
    Caller.@Nullable PassHolder recall(String pass) {
        Verified known = verified.getIfPresent(pass);
        return known != null && clock.millis() < known.expiresAtMillis() ? known.holder() : null;
    }

    long cached() {
        issued.cleanUp();
        return issued.estimatedSize();
    }

    private String sign(Release release) {
        var claims = new JwtClaims();
        claims.setIssuer(tokens.issuer());
        claims.setSubject(release.sessionId().toString());
        claims.setAudience(release.queueId().toString());
        claims.setStringClaim(TENANT, release.tenantId().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(release.releasedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(release.expiresAt().getEpochSecond()));
        claims.setJwtId(release.sessionId() + "." + release.releasedAt().getEpochSecond());
        return tokens.sign(TYPE, claims);
    }

    private @Nullable Verified check(String pass) {
        JwtClaims claims = tokens.verify(TYPE, pass);
        if (claims == null) {
            return null;
        }
        try {
            return new Verified(
                    new Caller.PassHolder(
                            UUID.fromString(claims.getStringClaimValue(TENANT)),
                            UUID.fromString(claims.getAudience().getFirst()),
                            UUID.fromString(claims.getSubject())),
                    claims.getExpirationTime().getValueInMillis());
        } catch (MalformedClaimException impossible) {
            throw new IllegalStateException("We signed it", impossible);
        }
    }
}
