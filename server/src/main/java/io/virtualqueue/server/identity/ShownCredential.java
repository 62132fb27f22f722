package io.virtualqueue.server.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credential that was good when it was shown, for connections that stay open on the strength of it. */
public final class ShownCredential {
    private final String text;
    private final Caller caller;
    private final @Nullable Instant expiresAt;

    private ShownCredential(String text, Caller caller, @Nullable Instant expiresAt) {
        this.text = text;
        this.caller = caller;
        this.expiresAt = expiresAt;
    }

    static @Nullable ShownCredential of(String text, Credentials.@Nullable Good good) {
        return good == null ? null : new ShownCredential(text, good.caller(), good.expiresAt());
    }

    /** Null also for a key whose requests have to be signed. */
    static @Nullable ShownCredential of(String text, @Nullable KnownKey key) {
        return key == null || key.signing() != null ? null : new ShownCredential(text, key.caller(), key.expiresAt());
    }

    /** Whose it was when it was shown. */
    public Caller caller() {
        return caller;
    }

    /** Whether it ends by itself, or may be revoked. Those of people in a queue end with their session. */
    public boolean mayEnd() {
        return caller instanceof Caller.Person || caller instanceof Caller.Application;
    }

    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /**
     * Whether a revocation may be about it.
     *
     * @param subject a tenant, account, login, application or key; null for whatever there is
     */
    public boolean isTouchedBy(@Nullable UUID subject) {
        if (subject == null) {
            return mayEnd();
        }
        return switch (caller) {
            case Caller.Person person ->
                subject.equals(person.tenantId())
                        || subject.equals(person.accountId())
                        || subject.equals(person.loginId());
            case Caller.Application application ->
                subject.equals(Sandbox.liveOf(application.tenantId()))
                        || subject.equals(application.applicationId())
                        || subject.equals(application.keyId());
            case Caller.SessionHolder _, Caller.PassHolder _, Caller.Anonymous _ -> false;
        };
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "ShownCredential[" + caller.credential() + "]";
    }
}
