package io.virtualqueue.server.identity;

import io.quarkus.arc.All;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The programs of tenants. Each tenant has one from the beginning. */
@Singleton
public final class Applications {
    /** Applications of one tenant. */
    public static final int MAX_PER_TENANT = 100;

    private static final String DEFAULT_NAME = "default";
    private static final String SET_ORIGINS = Sql.text(Applications.class, "set_origins");
    private static final String END_KEYS = Sql.text(Applications.class, "end_tenant_keys");
    private static final String END_ACCOUNTS = Sql.text(Applications.class, "end_tenant_accounts");
    private static final String REVOKE = Sql.text(Applications.class, "revoke");

    private final TenantTransactions transactions;
    private final ApiKeys keys;
    private final SigningSecrets secrets;
    private final Origins origins;
    private final Revocations revocations;
    private final List<ApplicationListener> listeners;
    private final Clock clock;

    /**
     * An application that was asked for, with its secrets, which are known nowhere else.
     *
     * @param apiKey null when the application was made before, with the same idempotency key
     * @param signingSecret null then too, and when it needs none
     */
    public record Made(
            Application application,
            @Nullable String apiKey,
            @Nullable String signingSecret) {
        public boolean replayed() {
            return apiKey == null;
        }

        @Override
        public String toString() {
            return "Made[" + application.id() + "]";
        }
    }

    /** Part of a list. */
    public record Listed(List<Application> applications, long total) {}

    @Inject
    Applications(
            TenantTransactions transactions,
            ApiKeys keys,
            SigningSecrets secrets,
            Origins origins,
            Revocations revocations,
            @All List<ApplicationListener> listeners,
            Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.secrets = secrets;
        this.origins = origins;
        this.revocations = revocations;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Makes the first application of a new tenant, in the transaction that makes the tenant; returns its API key. */
    public String create(Handle handle, UUID tenantId, List<String> allowedOrigins) {
        Instant now = now();
        var settings = new Application.Settings(DEFAULT_NAME, allowedOrigins, null, false, null);
        Application application = new Application(TimeOrderedId.next(), tenantId, settings, false, now, now);
        ApplicationRows.add(handle, application, null);
        return keys.add(handle, tenantId, application.id(), ApiKey.Wish.plain(DEFAULT_NAME), now)
                .secret();
    }

    /**
     * Makes an application with a live key and, when it must sign, a signing secret.
     *
     * @param key makes it once, or null
     * @throws ProblemException 404 when there is no such tenant or what the key made is deleted, 409 when the tenant has
     *     {@value #MAX_PER_TENANT} already, 422 when the key came before with another request or a listener does not take
     *     it
     */
    public Made create(UUID tenantId, Application.Settings settings, @Nullable RequestKey key, Actor by) {
        Instant now = now();
        UUID id = TimeOrderedId.next();
        boolean signs = settings.signatureRequired();
        String secret = signs ? SigningSecret.fresh() : null;
        byte[] sealed = secret == null ? null : secrets.seal(tenantId, id, secret);
        Application fresh = new Application(id, tenantId, settings, signs, now, now);
        listeners.forEach(listener -> listener.prepare(tenantId));
        Made made = transactions.inTenant(tenantId, handle -> {
            UUID before = key == null ? null : key.claim(handle, tenantId, id, now);
            if (before != null) {
                return new Made(
                        ApplicationRows.read(handle, tenantId, before).orElseThrow(Applications::unknown), null, null);
            }
            requireRoom(handle, tenantId);
            ApplicationRows.add(handle, fresh, sealed);
            listeners.forEach(listener -> listener.saved(handle, fresh));
            ApplicationTrail.application(
                    handle, tenantId, id, by, now, "created", ChangedFields.made(ApplicationTrail.fields(settings)));
            return new Made(fresh, firstKey(handle, fresh, by), secret);
        });
        if (!made.replayed()) {
            origins.refresh();
            listeners.forEach(listener -> listener.committed(tenantId));
        }
        return made;
    }

    private String firstKey(Handle handle, Application application, Actor by) {
        ApiKey.Made made = keys.add(
                handle,
                application.tenantId(),
                application.id(),
                ApiKey.Wish.plain(DEFAULT_NAME),
                application.createdAt());
        ApplicationTrail.key(
                handle,
                application.tenantId(),
                made.key().id(),
                by,
                application.createdAt(),
                "created",
                ChangedFields.made(ApplicationTrail.fields(application.id(), made.key())));
        return made.secret();
    }

    /** The application, or empty when the tenant has none of this id. */
    public Optional<Application> read(UUID tenantId, UUID applicationId) {
        return transactions.inTenant(tenantId, handle -> ApplicationRows.read(handle, tenantId, applicationId));
    }

    /** A page of a tenant's applications; sorted by {@code createdAt} or {@code name}, searched by name. */
    public Listed list(UUID tenantId, PageRequest page) {
        return transactions.inTenant(tenantId, handle -> ApplicationRows.list(handle, tenantId, page));
    }

    /**
     * Changes an application; every server knows at once, new origins within {@link Origins#MAX_AGE}.
     *
     * @return the application as it is then, or empty when there is none of this id
     * @throws ProblemException 409 when it shall sign and has no secret, 422 when a listener does not take it
     */
    public Optional<Application> change(
            UUID tenantId, UUID applicationId, UnaryOperator<Application.Settings> change, Actor by) {
        Instant now = now();
        listeners.forEach(listener -> listener.prepare(tenantId));
        Optional<Application> changed = transactions.inTenant(tenantId, handle -> {
            // The tenant first, as by those who change the tenant, so that they cannot wait for each other.
            ApplicationRows.lockTenant(handle, tenantId);
            Application before =
                    ApplicationRows.lock(handle, tenantId, applicationId).orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            Application after = before.with(change.apply(before.settings()), now);
            if (after.settings().signatureRequired() && !after.hasSigningSecret()) {
                throw ProblemException.conflict(
                        "no_signing_secret", "Make a signing secret first, and let the program sign with it.");
            }
            ApplicationRows.change(handle, after);
            listeners.forEach(listener -> listener.saved(handle, after));
            revoke(handle, applicationId);
            ApplicationTrail.application(
                    handle,
                    tenantId,
                    applicationId,
                    by,
                    now,
                    "updated",
                    ChangedFields.between(
                            ApplicationTrail.fields(before.settings()), ApplicationTrail.fields(after.settings())));
            return Optional.of(after);
        });
        if (changed.isPresent()) {
            revocations.noticed(applicationId);
            origins.refresh();
            listeners.forEach(listener -> listener.committed(tenantId));
        }
        return changed;
    }

    /** Deletes an application: its keys stop working at once, on every server. False when there is none of this id. */
    public boolean delete(UUID tenantId, UUID applicationId, Actor by) {
        Instant now = now();
        boolean deleted = transactions.inTenant(tenantId, handle -> {
            Application before =
                    ApplicationRows.lock(handle, tenantId, applicationId).orElse(null);
            if (before == null) {
                return false;
            }
            ApplicationRows.delete(handle, before, now);
            listeners.forEach(listener -> listener.deleted(handle, before));
            revoke(handle, applicationId);
            ApplicationTrail.application(handle, tenantId, applicationId, by, now, "deleted", ChangedFields.NONE);
            return true;
        });
        if (deleted) {
            revocations.noticed(applicationId);
            origins.refresh();
        }
        return deleted;
    }

    /**
     * Gives an application a new secret to sign with; the former one is good for the overlap.
     *
     * @return the secret, known nowhere else, or empty when there is no such application
     */
    public Optional<String> newSigningSecret(UUID tenantId, UUID applicationId, Duration overlap, Actor by) {
        Instant now = now();
        String secret = SigningSecret.fresh();
        byte[] sealed = secrets.seal(tenantId, applicationId, secret);
        boolean changed = transactions.inTenant(tenantId, handle -> {
            if (ApplicationRows.lock(handle, tenantId, applicationId).isEmpty()) {
                return false;
            }
            ApplicationRows.changeSecret(handle, tenantId, applicationId, sealed, now.plus(overlap), now);
            revoke(handle, applicationId);
            ApplicationTrail.signingSecret(handle, tenantId, applicationId, by, now);
            return true;
        });
        if (changed) {
            revocations.noticed(applicationId);
        }
        return changed ? Optional.of(secret) : Optional.empty();
    }

    /**
     * Sets the origins of the tenant's first application; every server knows within {@link Origins#MAX_AGE}.
     *
     * @throws ProblemException 409 when all are deleted
     */
    public void setAllowedOrigins(Handle handle, UUID tenantId, List<String> allowedOrigins) {
        int rows = handle.createUpdate(SET_ORIGINS)
                .bind("tenant", tenantId)
                .bindArray("origins", String.class, allowedOrigins)
                .bind("now", OffsetDateTime.now(clock))
                .execute();
        if (rows == 0) {
            throw ProblemException.conflict(
                    "no_application", "Origins belong to applications, and the tenant has none.");
        }
    }

    /** Ends all keys and people of a tenant, in the transaction that deletes it. */
    public void endAll(Handle handle, UUID tenantId) {
        for (String end : List.of(END_KEYS, END_ACCOUNTS)) {
            handle.createUpdate(end)
                    .bind("tenant", tenantId)
                    .bind("now", OffsetDateTime.now(clock))
                    .execute();
        }
        revoke(handle, tenantId);
    }

    private static void requireRoom(Handle handle, UUID tenantId) {
        // Locked, so that two at the same moment cannot both be the last that fits.
        if (!ApplicationRows.lockTenant(handle, tenantId)) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        if (ApplicationRows.count(handle, tenantId, null) >= MAX_PER_TENANT) {
            throw ProblemException.conflict("limit_reached", "A tenant may have " + MAX_PER_TENANT + " applications.");
        }
    }

    private static void revoke(Handle handle, UUID subject) {
        handle.createQuery(REVOKE).bind("subject", subject).mapTo(Long.class).one();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such application.");
    }
}
