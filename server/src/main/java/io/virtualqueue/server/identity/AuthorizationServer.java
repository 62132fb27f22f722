package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.TrailEntry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives programs tokens for their keys, and tells what tokens mean (RFC 6749, RFC 7662). All of it may ask the database. */
@Singleton
public final class AuthorizationServer {
    private final Credentials credentials;
    private final KnownKeys keys;
    private final AccessTokens accessTokens;
    private final ProgramTokens programTokens;
    private final SignedTokens tokens;
    private final TenantTransactions transactions;
    private final Clock clock;

    /**
     * A token for a program.
     *
     * @param scope what it may, with spaces between
     */
    public record Granted(String accessToken, Duration goodFor, String scope) {
        @Override
        public String toString() {
            return "Granted[" + scope + "]";
        }
    }

    /**
     * What an access token means that works now.
     *
     * @param caller a person or an application
     * @param scope what a program may, with spaces between; null for people
     */
    public record Active(
            Caller caller,
            String issuer,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable String scope) {}

    @Inject
    AuthorizationServer(
            Credentials credentials,
            KnownKeys keys,
            AccessTokens accessTokens,
            ProgramTokens programTokens,
            SignedTokens tokens,
            TenantTransactions transactions,
            Clock clock) {
        this.credentials = credentials;
        this.keys = keys;
        this.accessTokens = accessTokens;
        this.programTokens = programTokens;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The program that has this id and this secret, which is one of its API keys; else empty. One that has to sign its
     * requests gets no tokens, by which it could do without.
     */
    public Optional<Caller.Application> client(String id, String secret) {
        KnownKey known = keys.recall(secret);
        KnownKey key = known == null ? keys.check(secret) : known;
        return key != null
                        && key.signing() == null
                        && key.caller().applicationId().toString().equals(id)
                ? Optional.of(key.caller())
                : Optional.empty();
    }

    /**
     * A token with these of the program's scopes, and an entry in the trail of its tenant; empty when its key has ended
     * meanwhile.
     */
    public Optional<Granted> grant(Caller.Application client, Set<Scope> scopes, String address) {
        var narrowed = new Caller.Application(client.tenantId(), client.applicationId(), client.keyId(), scopes);
        return programTokens.issue(narrowed).map(issued -> {
            addToTrail(narrowed, address);
            return new Granted(issued.text(), issued.goodFor(), ProgramTokens.text(scopes));
        });
    }

    /** What this token means; empty when it is no access token, or works no more. */
    public Optional<Active> introspect(String token) {
        if (credentials.recallBearer(token) == null && credentials.checkBearer(token) == null) {
            return Optional.empty();
        }
        AccessTokens.Verified person = accessTokens.verify(token);
        if (person != null) {
            Instant issuedAt = person.expiresAt().minus(AccessTokens.TTL);
            return Optional.of(new Active(person.person(), tokens.issuer(), issuedAt, person.expiresAt(), null));
        }
        return Optional.ofNullable(programTokens.verify(token))
                .map(program -> new Active(
                        program.application(),
                        tokens.issuer(),
                        program.issuedAt(),
                        program.expiresAt(),
                        ProgramTokens.text(program.application().scopes())));
    }

    private void addToTrail(Caller.Application client, String address) {
        UUID tenantId = Sandbox.liveOf(client.tenantId());
        var entry = new TrailEntry(
                tenantId,
                TimeOrderedId.next(),
                clock.instant(),
                Actors.of(client, address),
                "application.signed_in",
                new TrailEntry.Subject("application", client.applicationId()),
                null,
                null);
        transactions.inTenant(tenantId, handle -> TrailWriter.add(handle, entry));
    }
}
