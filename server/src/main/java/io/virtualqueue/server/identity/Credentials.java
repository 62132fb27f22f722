package io.virtualqueue.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
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

    /**
     * Whose token this is, and until when.
     *
     * @param expiresAt null where it ends with what it is for, and not by itself
     */
    record Good(Caller caller, @Nullable Instant expiresAt) {
        private static @Nullable Good of(@Nullable Caller caller) {
            return caller == null ? null : new Good(caller, null);
        }
    }

    /** Whose bearer token this is as far as is known without asking anyone; null when that must be checked. */
    @Nullable
    Caller recallBearer(String token) {
        Good known = recall(token);
        return known == null ? null : known.caller();
    }

    /** Whose bearer token this is, or null when it is nobody's (any more); asks the database. */
    @Nullable
    Caller checkBearer(String token) {
        Good checked = check(token);
        return checked == null ? null : checked.caller();
    }

    /** As {@link #recallBearer}, with the end. */
    @Nullable
    Good recall(String token) {
        if (token.startsWith(SessionTokens.PREFIX)) {
            return Good.of(sessionTokens.check(token));
        }
        AccessTokens.Verified person = people.getIfPresent(token);
        if (person != null) {
            boolean good = revocations.isTrusted() && clock.instant().isBefore(person.expiresAt());
            return good ? new Good(person.person(), person.expiresAt()) : null;
        }
        ProgramTokens.Verified program = programTokens.recall(token);
        return program == null ? Good.of(passes.recall(token)) : new Good(program.application(), program.expiresAt());
    }

    /** As {@link #checkBearer}, with the end. */
    @Nullable
    Good check(String token) {
        if (token.startsWith(SessionTokens.PREFIX)) {
            return Good.of(sessionTokens.check(token));
        }
        AccessTokens.Verified person = accessTokens.verify(token);
        if (person == null) {
            people.invalidate(token);
            ProgramTokens.Verified program = programTokens.check(token);
            return program == null
                    ? Good.of(passes.verify(token))
                    : new Good(program.application(), program.expiresAt());
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
        return new Good(person.person(), person.expiresAt());
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
