package io.virtualqueue.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells whose a bearer token is: from memory where that is trusted, else from the database. */
@Singleton
public final class Credentials {
    static final int MAX_REMEMBERED = 50_000;

    private final SessionTokens sessionTokens;
    private final Passes passes;
    private final AccessTokens accessTokens;
    private final Logins logins;
    private final ProgramTokens programTokens;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<String, AccessTokens.Verified> people =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    @Inject
    Credentials(
            SessionTokens sessionTokens,
            Passes passes,
            AccessTokens accessTokens,
            Logins logins,
            ProgramTokens programTokens,
            Revocations revocations,
            Clock clock) {
        this.sessionTokens = sessionTokens;
        this.passes = passes;
        this.accessTokens = accessTokens;
        this.logins = logins;
        this.programTokens = programTokens;
        this.revocations = revocations;
        this.clock = clock;
        revocations.listen(this::forget);
    }

    /** Whose bearer token this is as far as is known without asking anyone; null when that must be checked. */
    @Nullable
    Caller recallBearer(String token) {
        if (token.startsWith(SessionTokens.PREFIX)) {
            return sessionTokens.check(token);
        }
        AccessTokens.Verified person = people.getIfPresent(token);
        if (person != null) {
            boolean good = revocations.isTrusted() && clock.instant().isBefore(person.expiresAt());
            return good ? person.person() : null;
        }
        Caller program = programTokens.recall(token);
        return program == null ? passes.recall(token) : program;
    }

    /** Whose bearer token this is, or null when it is nobody's (any more); asks the database. */
    @Nullable
    Caller checkBearer(String token) {
        if (token.startsWith(SessionTokens.PREFIX)) {
            return sessionTokens.check(token);
        }
        AccessTokens.Verified person = accessTokens.verify(token);
        if (person == null) {
            people.invalidate(token);
            ProgramTokens.Verified program = programTokens.check(token);
            return program == null ? passes.verify(token) : program.application();
        }
        long before = revocations.version();
        if (!logins.holds(person.person())) {
            people.invalidate(token);
            return null;
        }
        people.put(token, person);
        if (revocations.version() != before) {
            // Something was revoked meanwhile; perhaps this, before it was remembered.
            people.invalidate(token);
        }
        return person.person();
    }

    private void forget(@Nullable UUID subject) {
        if (subject == null) {
            people.invalidateAll();
            return;
        }
        people.asMap()
                .values()
                .removeIf(token -> subject.equals(token.person().tenantId())
                        || subject.equals(token.person().accountId())
                        || subject.equals(token.person().loginId()));
    }
}
