package io.virtualqueue.server.session;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.MinSeq;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TenantQuery;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.QueueKey;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, about which tenant, and what the headers say.
 *
 * @param loop runs on the event loop of the request's connection, where answers are made
 */
public record SessionRequest(Caller caller, UUID tenantId, HttpServerRequest http, Executor loop) {
    private static final byte[] NO_BODY = {};

    /**
     * Reads the credential and the path.
     *
     * @throws ProblemException 401 when anonymous, 404 when the tenant is another's, 422 when a super admin names none
     */
    public static SessionRequest of(RoutingContext context, String pathTenant) {
        return of(context, pathTenant, null);
    }

    /** The request of whom an older path says in its own way who that is. */
    public static SessionRequest as(Caller caller, UUID tenantId, RoutingContext context) {
        return new SessionRequest(caller, tenantId, context.request(), loop(context));
    }

    /** As {@link #of(RoutingContext, String)}, where the body may name the tenant. */
    static SessionRequest of(RoutingContext context, String pathTenant, @Nullable UUID namedInBody) {
        Caller caller = Caller.of(context);
        UUID named = namedInBody != null ? namedInBody : namedInQuery(context.request());
        return new SessionRequest(caller, caller.tenant(pathTenant, named), context.request(), loop(context));
    }

    static Executor loop(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        return task -> loop.runOnContext(_ -> task.run());
    }

    private static @Nullable UUID namedInQuery(HttpServerRequest http) {
        return http.query() == null ? null : TenantQuery.parse(http.getParam(TenantQuery.NAME));
    }

    /**
     * A queue of the tenant.
     *
     * @throws ProblemException 404 when the id is malformed
     */
    public QueueKey queue(String pathQueue) {
        return new QueueKey(tenantId, PathId.parse(pathQueue));
    }

    /**
     * A session of a queue of the tenant.
     *
     * @throws ProblemException 404 when an id is malformed
     */
    public SessionKey session(String pathQueue, String pathSession) {
        return new SessionKey(queue(pathQueue), PathId.parse(pathSession));
    }

    /** Whether it is the person's own doing, who is not to see what staff note. */
    boolean isOfHolder() {
        return !(caller instanceof Caller.Person || caller instanceof Caller.Application);
    }

    /** What the caller has seen already: the answer is to be at least as new. */
    long minSeq() {
        return MinSeq.of(http.getHeader(MinSeq.HEADER));
    }

    @Nullable
    String acceptLanguage() {
        return http.getHeader("Accept-Language");
    }

    /** The idempotency key, if the caller sent one with this body. */
    public @Nullable Idempotency idempotency(byte[] body) {
        IdempotencyKey key = IdempotencyKey.of(http.getHeader(IdempotencyKey.HEADER));
        return key == null ? null : idempotency(caller.credential(), key, body);
    }

    /** The idempotency key of a request without a body. */
    public @Nullable Idempotency idempotency() {
        return idempotency(NO_BODY);
    }

    Idempotency idempotency(String credential, IdempotencyKey key, byte[] body) {
        return new Idempotency(
                credential,
                key.value(),
                IdempotencyKey.fingerprint(http.method().name(), http.path(), body));
    }
}
