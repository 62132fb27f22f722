package io.virtualqueue.server.queue;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TenantQuery;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.trail.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks, for which tenant and queue, in which language, and under which idempotency key. */
final class Request {
    private static final String APPLICATION = "applicationId";

    private final RoutingContext context;
    private final byte[] body;

    Request(RoutingContext context, byte[] body) {
        this.context = context;
        this.body = body;
    }

    Request(RoutingContext context) {
        this(context, new byte[0]);
    }

    Caller caller() {
        return Caller.of(context);
    }

    /** Who asks, for the trail. */
    private Actor actor() {
        return Actors.of(context);
    }

    @Nullable
    String language() {
        return context.request().getHeader("Accept-Language");
    }

    /** The application that asks, which its queues then belong to; null when a person asks. */
    @Nullable
    UUID applicationId() {
        return caller() instanceof Caller.Application application ? application.applicationId() : null;
    }

    /** The same, where a person may name one in the body. An application may name itself. */
    @Nullable
    UUID applicationId(Fields fields, UUID tenant, Applications applications) {
        UUID own = applicationId();
        UUID named = fields.optionalUuid(APPLICATION);
        if (named == null) {
            return own;
        }
        boolean isGood =
                own == null ? applications.read(Sandbox.liveOf(tenant), named).isPresent() : own.equals(named);
        if (!isGood) {
            fields.reject(APPLICATION, "must be an application of the tenant, for an application itself");
        }
        return named;
    }

    /**
     * The body.
     *
     * @throws ProblemException 401 when the caller is anonymous, 400 or 422 when it is no JSON object
     */
    Fields fields() {
        caller().requireKnown();
        return Fields.parse(body);
    }

    /**
     * The tenant that the request is about; super admins name it in the body or the query.
     *
     * @param fields the body, or null when there is none
     */
    UUID tenant(String ofPath, @Nullable Fields fields) {
        UUID inBody = fields == null ? null : fields.optionalUuid(TenantQuery.NAME);
        return caller().tenant(ofPath, inBody == null ? tenantInQuery() : inBody);
    }

    /** The same for those who may see its queues. */
    UUID tenantToSee(String ofPath) {
        UUID tenant = tenant(ofPath, null);
        caller().require(Permission.SEE_QUEUES);
        return tenant;
    }

    /** The same for those who may change its queues. */
    UUID tenantToManage(String ofPath, @Nullable Fields fields) {
        UUID tenant = tenant(ofPath, fields);
        caller().require(Permission.MANAGE_QUEUES);
        return tenant;
    }

    /** Whoever waits in a queue may know how it stands; that there are others is not theirs to know. */
    void requireStaffOrSomeoneIn(QueueKey queue) {
        UUID ownQueue = switch (caller()) {
            case Caller.SessionHolder holder -> holder.queueId();
            case Caller.PassHolder holder -> holder.queueId();
            case Caller.Person _, Caller.Application _, Caller.Anonymous _ -> null;
        };
        if (ownQueue == null) {
            caller().require(Permission.SEE_QUEUES);
        } else if (!ownQueue.equals(queue.queueId())) {
            throw ProblemException.notFound("There is no such queue.");
        }
    }

    /** How a write is asked for. */
    Queues.Asked asked() {
        return new Queues.Asked(actor(), idempotency(), language());
    }

    private @Nullable Idempotency idempotency() {
        IdempotencyKey key = IdempotencyKey.of(context.request().getHeader(IdempotencyKey.HEADER));
        return key == null
                ? null
                : new Idempotency(
                        caller().credential(),
                        key.value(),
                        IdempotencyKey.fingerprint(
                                context.request().method().name(),
                                context.request().path(),
                                body));
    }

    private @Nullable UUID tenantInQuery() {
        List<String> named = context.queryParam(TenantQuery.NAME);
        return TenantQuery.parse(named.isEmpty() ? null : named.getFirst());
    }
}
