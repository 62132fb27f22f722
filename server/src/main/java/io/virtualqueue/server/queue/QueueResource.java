package io.virtualqueue.server.queue;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.MinSeq;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Queues: managers and applications make and change them, staff see them, whoever waits sees how full theirs is. */
@Path("/v1/tenants/{tenantId}/queues")
@Tag(name = "Queues")
@Produces(MediaType.APPLICATION_JSON)
public final class QueueResource {
    static final int MAX_BATCH = 100;
    private static final List<String> STATUSES =
            Stream.of(QueueStatus.values()).map(Wire::name).toList();

    private final Queues queues;
    private final Applications applications;

    @Inject
    QueueResource(Queues queues, Applications applications) {
        this.queues = queues;
        this.applications = applications;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "createQueue", summary = "Make a queue")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = QueueRequest.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = QueueView.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Request request = new Request(context, body);
        Fields fields = request.fields();
        UUID tenant = request.tenantToManage(tenantId, fields);
        QueueSettings settings = SettingsFields.create(fields);
        UUID application = request.applicationId(fields, tenant, applications);
        fields.check();
        Queues.Written<List<QueueView>> made = queues.create(tenant, application, List.of(settings), request.asked());
        QueueView queue = made.answer().getFirst();
        return answer(201, made)
                .header(HttpHeaders.LOCATION, "/v1/tenants/" + tenant + "/queues/" + queue.id())
                .entity(queue)
                .build();
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "createQueues", summary = "Make several queues, all of them or none")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = QueueBatchRequest.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = QueueBatch.class)))
    public Response createBatch(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Request request = new Request(context, body);
        Fields fields = request.fields();
        UUID tenant = request.tenantToManage(tenantId, fields);
        List<QueueSettings> settings = fields.objects("queues", 1, MAX_BATCH).stream()
                .map(SettingsFields::create)
                .toList();
        fields.check();
        Queues.Written<List<QueueView>> made =
                queues.create(tenant, request.applicationId(), settings, request.asked());
        return answer(201, made).entity(new QueueBatch(made.answer())).build();
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listQueues", summary = "List a tenant's queues")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QueuePage.class)))
    public QueuePage list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        Request request = new Request(context);
        UUID tenant = request.tenantToSee(tenantId);
        return queues.list(tenant, query.request(STATUSES, QueueRows.SORT_FIELDS), request.language());
    }

    @GET
    @Path("{queueId}")
    @RunOnVirtualThread
    @Operation(operationId = "getQueue", summary = "Get a queue")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QueueView.class)))
    public QueueView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @HeaderParam(MinSeq.HEADER) @Nullable String minSeq) {
        Request request = new Request(context);
        QueueKey queue = new QueueKey(request.tenantToSee(tenantId), PathId.parse(queueId));
        return queues.get(queue, MinSeq.of(minSeq), request.language());
    }

    @PATCH
    @Path("{queueId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "changeQueue", summary = "Change a queue; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = QueueRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QueueView.class)))
    public Response patch(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        Request request = new Request(context, body);
        Fields fields = request.fields();
        return change(request, tenantId, fields, queueId, QueueTrail.UPDATED, now -> {
            Command change = new Command.ChangeSettings(SettingsFields.change(fields, now));
            fields.check();
            return change;
        });
    }

    @DELETE
    @Path("{queueId}")
    @RunOnVirtualThread
    @Operation(operationId = "deleteQueue", summary = "End a queue for good; nobody is in it any more")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId) {
        Request request = new Request(context);
        QueueKey queue = new QueueKey(request.tenantToManage(tenantId, null), PathId.parse(queueId));
        return answer(204, queues.delete(queue, request.asked())).build();
    }

    @POST
    @Path("{queueId}/pause")
    @RunOnVirtualThread
    @Operation(operationId = "pauseQueue", summary = "Stop releasing; joining goes on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QueueView.class)))
    public Response pause(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        return change(new Request(context, body), tenantId, null, queueId, QueueTrail.PAUSED, _ -> new Command.Pause());
    }

    @POST
    @Path("{queueId}/resume")
    @RunOnVirtualThread
    @Operation(operationId = "resumeQueue", summary = "Release again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QueueView.class)))
    public Response resume(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        return change(
                new Request(context, body), tenantId, null, queueId, QueueTrail.RESUMED, _ -> new Command.Resume());
    }

    @GET
    @Path("{queueId}/status")
    @NonBlocking
    @Operation(operationId = "getQueueStatus", summary = "How full a queue is, and how long joining now would take")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatusView.class)))
    public CompletionStage<StatusView> status(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @HeaderParam(MinSeq.HEADER) @Nullable String minSeq) {
        Request request = new Request(context);
        QueueKey queue = new QueueKey(request.tenant(tenantId, null), PathId.parse(queueId));
        request.requireStaffOrSomeoneIn(queue);
        return queues.status(queue, MinSeq.of(minSeq), request.language());
    }

    private Response change(
            Request request,
            String tenantId,
            @Nullable Fields fields,
            String queueId,
            QueueTrail action,
            Function<QueueSettings, Command> command) {
        QueueKey queue = new QueueKey(request.tenantToManage(tenantId, fields), PathId.parse(queueId));
        Queues.Written<QueueView> changed = queues.change(queue, action, command, request.asked());
        return answer(200, changed).entity(changed.answer()).build();
    }

    private static Response.ResponseBuilder answer(int status, Queues.Written<?> written) {
        Response.ResponseBuilder response = Response.status(status).header("VQ-Seq", written.seq());
        return IdempotencyKey.marked(response, written.replayed());
    }
}
