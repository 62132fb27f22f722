package io.virtualqueue.server.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.DirectRoute;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PathId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes joins and position reads, which come a thousand times as often as all else, past the framework of the resources
 * (ADR 0008). The resources do the same by the same calls, and get whatever is not plain.
 */
@Singleton
public final class HotPaths {
    private static final String POSITION = "/v1/tenants/{tenantId}/sessions/{sessionId}/position";
    private static final String POSITION_IN_QUEUE =
            "/v1/tenants/{tenantId}/queues/{queueId}/sessions/{sessionId}/position";
    private static final String JOIN = "/v1/tenants/{tenantId}/queues/{queueId}/sessions";
    private static final String PUBLIC_JOIN = "/v1/public/queues/{queueId}/sessions";

    private final DirectRoute route;
    private final Sessions sessions;
    private final Joining joining;
    private final PublicJoining publicJoining;
    private final ObjectWriter positions;
    private final ObjectWriter places;

    @Inject
    HotPaths(DirectRoute route, Sessions sessions, Joining joining, PublicJoining publicJoining, ObjectMapper mapper) {
        this.route = route;
        this.sessions = sessions;
        this.joining = joining;
        this.publicJoining = publicJoining;
        this.positions = mapper.writerFor(PositionAnswer.class);
        this.places = mapper.writerFor(JoinAnswer.class);
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, DirectRoute.ORDER);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        SessionPath path = SessionPath.parse(request.path());
        if (path == null || !DirectRoute.isPlain(request)) {
            context.next();
        } else if (request.method().equals(HttpMethod.GET) && path instanceof SessionPath.Position position) {
            look(context, position);
        } else if (request.method().equals(HttpMethod.POST) && DirectRoute.hasPlainBody(request)) {
            switch (path) {
                case SessionPath.Join(var tenant, var queue) ->
                    join(context, JOIN, body -> joining.join(context, tenant, queue, body));
                case SessionPath.PublicJoin(var queue) ->
                    join(context, PUBLIC_JOIN, body -> publicJoining.join(context, PathId.parse(queue), body));
                case SessionPath.Position _ -> context.next();
            }
        } else {
            context.next();
        }
    }

    private void look(RoutingContext context, SessionPath.Position path) {
        DirectRoute.nameRoute(context, path.queue() == null ? POSITION : POSITION_IN_QUEUE);
        try {
            SessionRequest request = SessionRequest.of(context, path.tenant());
            CompletionStage<SessionKey> key = path.queue() == null
                    ? sessions.find(request, path.session())
                    : CompletableFuture.completedStage(request.session(path.queue(), path.session()));
            key.thenCompose(found -> sessions.position(request, found))
                    .whenComplete((answer, failure) -> answered(context, answer, failure));
        } catch (RuntimeException failure) {
            route.fail(context, failure);
        }
    }

    private void answered(RoutingContext context, @Nullable PositionAnswer answer, @Nullable Throwable failure) {
        if (answer == null) {
            route.fail(context, Objects.requireNonNull(failure));
        } else {
            route.answer(context, 200, positions, answer);
        }
    }

    private void join(RoutingContext context, String template, Function<byte[], CompletionStage<Joined>> joiner) {
        DirectRoute.nameRoute(context, template);
        route.readBody(
                context,
                body -> joiner.apply(body).whenComplete((joined, failure) -> joined(context, joined, failure)));
    }

    private void joined(RoutingContext context, @Nullable Joined joined, @Nullable Throwable failure) {
        if (joined == null) {
            route.fail(context, Objects.requireNonNull(failure));
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader(Answers.SEQ, Long.toString(joined.done().seq()));
        if (joined.done().replayed()) {
            response.putHeader(IdempotencyKey.REPLAYED, "true");
        }
        route.answer(context, joined.status(), places, joined.answer());
    }
}
