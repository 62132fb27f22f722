package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.WholeNumber;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.session.VisitCounts;
import io.virtualqueue.server.webhook.CallbackFailuresResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The numbers of a waiting room's dashboard. */
@Path("/dashboard")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class DashboardResource {
    static final int MAX_DAYS = 90;
    private static final int USUAL_DAYS = 7;

    private final MeantTenant tenants;
    private final OlderQueues queues;
    private final Applications applications;
    private final CallbackFailuresResource failures;
    private final VisitCounts counts;
    private final Features features;
    private final Clock clock;

    @Inject
    DashboardResource(
            MeantTenant tenants,
            OlderQueues queues,
            Applications applications,
            CallbackFailuresResource failures,
            VisitCounts counts,
            Features features,
            Clock clock) {
        this.tenants = tenants;
        this.queues = queues;
        this.applications = applications;
        this.failures = failures;
        this.counts = counts;
        this.features = features;
        this.clock = clock;
    }

    @GET
    @Path("summary")
    @Operation(operationId = "olderSummary", summary = "The whole at a glance", description = "Today is a day of UTC.")
    @APIResponse(
            responseCode = "200",
            description = "`{total_applications, total_queues, active_queues, waiting_users, ready_users, today: {…}}`")
    public Response summary(@Context RoutingContext context) {
        UUID tenant = seen(context, Permission.SEE_QUEUES);
        List<JsonNode> all = queues.all(context, tenant);
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put(
                "total_applications",
                applications
                        .list(Sandbox.liveOf(tenant), PageQuery.of(1, 1).request(List.of(), List.of("createdAt")))
                        .total());
        summary.put("total_queues", all.size());
        summary.put(
                "active_queues",
                all.stream().filter(queue -> queue.path("isActive").asBoolean()).count());
        summary.put("waiting_users", sum(all, "waitingUsers"));
        summary.put("ready_users", sum(all, "servingUsers"));
        List<VisitCounts.OfDay> today = counts.byDay(tenant, null, startOfDay(1));
        summary.set("today", today.isEmpty() ? JsonNodeFactory.instance.objectNode() : day(today.getLast()));
        return Response.ok(summary).build();
    }

    @GET
    @Path("queue_stats")
    @Operation(operationId = "olderQueueStats", summary = "How each queue stands")
    @APIResponse(
            responseCode = "200",
            description = "`[{queue_id, queue_name, waiting_users, ready_users, max_users_per_minute, …}]`")
    public Response queueStats(@Context RoutingContext context) {
        UUID tenant = seen(context, Permission.SEE_QUEUES);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        queues.all(context, tenant).forEach(queue -> {
            ObjectNode stats = list.addObject();
            stats.set("queue_id", queue.path("id"));
            stats.set("queue_name", queue.path("name"));
            stats.put("application_id", queue.path("applicationId").textValue());
            stats.set("waiting_users", queue.path("waitingUsers"));
            stats.set("ready_users", queue.path("servingUsers"));
            stats.set("max_users_per_minute", queue.path("releaseRatePerMinute"));
            stats.set("estimated_wait_seconds", queue.path("estimatedWaitSeconds"));
            stats.set("is_active", queue.path("isActive"));
        });
        return Response.ok(list).build();
    }

    @GET
    @Path("callback_errors")
    @Operation(operationId = "olderCallbackErrors", summary = "Releases that could not be told, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "`[{id, queue_id, application_id, url, attempts, status_code, error, state, created_at}]`")
    public Response callbackErrors(@Context RoutingContext context) {
        UUID tenant = seen(context, Permission.MANAGE_QUEUES);
        JsonNode page =
                features.tree(failures.list(context, tenant.toString(), PageQuery.of(1, PageRequest.MAX_LIMIT)));
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        page.path("failures").forEach(failure -> {
            ObjectNode error = list.addObject();
            error.set("id", failure.path("id"));
            error.set("queue_id", failure.path("queueId"));
            error.put("application_id", failure.path("applicationId").textValue());
            error.set("url", failure.path("url"));
            error.set("attempts", failure.path("attempts"));
            error.set("status_code", failure.has("lastStatus") ? failure.path("lastStatus") : error.nullNode());
            error.put("error", failure.path("lastError").textValue());
            error.set("state", failure.path("state"));
            error.set("created_at", failure.path("happenedAt"));
        });
        return Response.ok(list).build();
    }

    @GET
    @Path("analytics")
    @Operation(
            operationId = "olderAnalytics",
            summary = "What happened on the last days",
            description = "`app_id` is an application's id; `days` is from 1 to 90, today among them, 7 when absent.")
    @APIResponse(
            responseCode = "200",
            description = "`{app_id, days, daily: [{date, joined, released, completed, cancelled, expired,"
                    + " average_wait_seconds}]}`: of those who joined on that day (UTC)")
    public Response analytics(
            @Context RoutingContext context,
            @QueryParam("app_id") @Nullable String applicationId,
            @QueryParam("days") @Nullable String days) {
        UUID tenant = seen(context, Permission.SEE_QUEUES);
        int number = days == null ? USUAL_DAYS : days(days);
        UUID application = applicationId == null ? null : application(tenant, applicationId);
        ObjectNode analytics = JsonNodeFactory.instance.objectNode();
        analytics.put("app_id", applicationId);
        analytics.put("days", number);
        ArrayNode daily = analytics.putArray("daily");
        counts.byDay(tenant, application, startOfDay(number)).forEach(each -> daily.add(day(each)));
        return Response.ok(analytics).build();
    }

    private static int days(String text) {
        long days = WholeNumber.parse(text).orElse(0);
        if (days < 1 || days > MAX_DAYS) {
            throw ProblemException.invalidField("days", "must be a whole number from 1 to " + MAX_DAYS);
        }
        return (int) days;
    }

    private UUID application(UUID tenant, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (applications.read(Sandbox.liveOf(tenant), id).isPresent()) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // As one that is unknown.
        }
        throw ProblemException.invalidField("app_id", "must be an application of the tenant");
    }

    private UUID seen(RoutingContext context, Permission permission) {
        Caller.of(context).require(permission);
        return tenants.of(context);
    }

    /** The beginning of the first of so many days, of which today is the last. */
    private Instant startOfDay(int days) {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(days - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static long sum(List<JsonNode> queues, String field) {
        return queues.stream().mapToLong(queue -> queue.path(field).asLong()).sum();
    }

    private static ObjectNode day(VisitCounts.OfDay day) {
        Duration wait = day.averageWait();
        return JsonNodeFactory.instance
                .objectNode()
                .put("date", day.day().toString())
                .put("joined", day.joined())
                .put("released", day.released())
                .put("completed", day.completed())
                .put("cancelled", day.left())
                .put("expired", day.expired())
                .put("average_wait_seconds", wait == null ? null : wait.toSeconds());
    }
}
