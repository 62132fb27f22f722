package io.virtualqueue.server.identity;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TenantPath;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request. Resources take {@code @Context RoutingContext} and ask {@link #of}; each then says what it
 * requires, and what is not allowed ends the request with 401, 403 or 404.
 */
public sealed interface Caller {
    /** The tenant of super admins, who belong to none. */
    UUID PLATFORM = new UUID(0, 0);

    /** A person who logged in; the login is the family of tokens that one log-in began. */
    record Person(UUID accountId, UUID tenantId, Role role, UUID loginId) implements Caller {}

    /**
     * A program of the tenant, known by its API key or a token got with it; it may do what a manager may, and webhooks,
     * within its scopes. With a test key its tenant is the {@linkplain Sandbox sandbox}.
     */
    record Application(UUID tenantId, UUID applicationId, UUID keyId, Set<Scope> scopes) implements Caller {
        public Application {
            scopes = Set.copyOf(scopes);
        }
    }

    /** Someone in a queue, known by the token that joining gave. */
    record SessionHolder(UUID tenantId, UUID queueId, UUID sessionId) implements Caller {}

    /** The protected site, or a visitor, showing the pass of a released session. */
    record PassHolder(UUID tenantId, UUID queueId, UUID sessionId) implements Caller {}

    /** Nobody known. */
    record Anonymous() implements Caller {}

    /** The caller of this request; anonymous where nobody looked for a credential. */
    static Caller of(RoutingContext context) {
        Caller caller = context.get(Authentication.CALLER);
        return caller == null ? new Anonymous() : caller;
    }

    /** The tenant that the credential belongs to, or null for super admins and the anonymous. */
    default @Nullable UUID ownTenant() {
        return switch (this) {
            case Person person -> person.role() == Role.SUPER_ADMIN ? null : person.tenantId();
            case Application application -> application.tenantId();
            case SessionHolder holder -> holder.tenantId();
            case PassHolder holder -> holder.tenantId();
            case Anonymous _ -> null;
        };
    }

    /** As {@link #tenant(String, UUID)} where the request names no tenant besides its path. */
    default UUID tenant(String pathTenant) {
        return tenant(pathTenant, null);
    }

    /**
     * The tenant that a request is about.
     *
     * @param pathTenant the tenant of the path, or {@link TenantPath#OWN} for the caller's own
     * @param namedTenant the {@code tenantId} of body or query, or null; it must match
     * @throws ProblemException 401 when anonymous, 404 for another's tenant, 422 when a super admin names none or the
     *     names differ
     */
    default UUID tenant(String pathTenant, @Nullable UUID namedTenant) {
        requireKnown();
        UUID own = ownTenant();
        UUID tenant = pathTenant.equals(TenantPath.OWN) ? own : meant(own, PathId.parse(pathTenant));
        if (tenant == null) {
            if (!pathTenant.equals(TenantPath.OWN)) {
                throw ProblemException.notFound("There is no such tenant.");
            }
            if (namedTenant == null) {
                throw ProblemException.invalidField("tenantId", "is required: super admins say which tenant they mean");
            }
            return namedTenant;
        }
        if (namedTenant != null && !tenant.equals(meant(own, namedTenant))) {
            throw ProblemException.invalidField("tenantId", "must be the tenant of the path or the credential");
        }
        return tenant;
    }

    /**
     * What a caller means by naming a tenant: a test key always its sandbox, so that programs need no other ids to be
     * tried; a tenant's people also the sandbox, by its own id. Null when it is another's.
     */
    private @Nullable UUID meant(@Nullable UUID own, UUID named) {
        if (own == null || own.equals(named)) {
            return named;
        }
        if (Sandbox.isSandbox(own) && Sandbox.liveOf(own).equals(named)) {
            return own;
        }
        return this instanceof Person && Sandbox.of(own).equals(named) ? named : null;
    }

    /** Whether the caller may do this. */
    default boolean may(Permission permission) {
        return switch (this) {
            case Person person -> person.role().includes(permission.from());
            case Application application ->
                permission.scope() != null && application.scopes().contains(permission.scope());
            case SessionHolder _, PassHolder _, Anonymous _ -> false;
        };
    }

    /**
     * Ends the request unless the caller may do this.
     *
     * @throws ProblemException 401 when anonymous, 403 when it is not allowed
     */
    default void require(Permission permission) {
        requireKnown();
        if (!may(permission)) {
            throw ProblemException.forbidden(
                    this instanceof Application && permission.scope() != null
                            ? "This needs a key with the scope "
                                    + permission.scope().wireName() + "."
                            : "This needs the role " + permission.from().wireName() + ".");
        }
    }

    /** Whether the caller shows a session token or a pass of this session. */
    default boolean holds(UUID queueId, UUID sessionId) {
        return switch (this) {
            case SessionHolder holder ->
                holder.sessionId().equals(sessionId) && holder.queueId().equals(queueId);
            case PassHolder holder ->
                holder.sessionId().equals(sessionId) && holder.queueId().equals(queueId);
            case Person _, Application _, Anonymous _ -> false;
        };
    }

    /** 401 unless there is a credential. */
    default void requireKnown() {
        if (this instanceof Anonymous) {
            throw ProblemException.unauthorized("A credential is needed.");
        }
    }

    /** 401, 403, or 404 for the holder of another session, unless the caller may do this or holds the session. */
    default void requireOrHold(Permission permission, UUID queueId, UUID sessionId) {
        if (!holds(queueId, sessionId)) {
            if (this instanceof SessionHolder || this instanceof PassHolder) {
                throw ProblemException.notFound("There is no such session.");
            }
            require(permission);
        }
    }

    /** Names the credential's owner for idempotency keys; the same through all of a person's tokens. */
    default String credential() {
        return switch (this) {
            case Person person -> "person:" + person.accountId();
            case Application application -> "application:" + application.applicationId();
            case SessionHolder holder -> "session:" + holder.sessionId();
            case PassHolder holder -> "session:" + holder.sessionId();
            case Anonymous _ -> "anonymous";
        };
    }
}
