package io.virtualqueue.server.queue;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.MinSeq;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The routes of queues. */
@Path("/v1/tenants/{tenantId}/queues")
@Tag(name = "Queues")
@Singleton
public final class QueueResource {
    static final int MAX_BATCH = 100;
    private static final List<String> STATUSES =
            Stream.of(QueueStatus.values()).map(Wire::name).toList();

    private final Queues queues;

    QueueResource(Queues queues) {
        this.queues = queues;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @RequestBody(content = @Content(schema = @Schema(implementation = QueueRequest.class)))
    @APIResponseSchema(value = QueueView.class, responseCode = "201")
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Request request = new Request(context, body);
        request.caller().requireManager();
        Fields fields = Fields.parse(body);
        UUID tenant = request.tenant(tenantId, fields);
        QueueSettings settings = SettingsFields.create(fields);
        fields.check();
        Queues.Written<List<QueueView>> made = queues.create(
                tenant, request.applicationId(), List.of(settings), request.idempotency(), request.language());
        return answer(201, made, made.answer().getFirst());
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @RequestBody(content = @Content(schema = @Schema(implementation = QueueBatchRequest.class)))
    @APIResponseSchema(value = QueueBatch.class, responseCode = "201")
    public Response createBatch(@Context RoutingContext context, @PathParam("tenantId") String tenantId, byte[] body) {
        Request request = new Request(context, body);
        request.caller().requireManager();
        Fields fields = Fields.parse(body);
        UUID tenant = request.tenant(tenantId, fields);
        List<QueueSettings> settings = fields.objects("queues", 1, MAX_BATCH).stream()
                .map(SettingsFields::create)
                .toList();
        fields.check();
        Queues.Written<List<QueueView>> made =
                queues.create(tenant, request.applicationId(), settings, request.idempotency(), request.language());
        return answer(201, made, new QueueBatch(made.answer()));
    }

    @GET
    @RunOnVirtualThread
    public QueuePage list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        Request request = new Request(context);
        request.caller().requireStaff();
        UUID tenant = request.tenant(tenantId, null);
        return queues.list(tenant, query.request(STATUSES, QueueRows.SORT_FIELDS), request.language());
    }

    @GET
    @Path("{queueId}")
    @RunOnVirtualThread
    public QueueView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @HeaderParam(MinSeq.HEADER) @Nullable String minSeq) {
        Request request = new Request(context);
        request.caller().requireStaff();
        return queues.get(request.queue(tenantId, null, queueId), MinSeq.of(minSeq), request.language());
    }

    @PATCH
    @Path("{queueId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @RequestBody(content = @Content(schema = @Schema(implementation = QueueRequest.class)))
    @APIResponseSchema(value = QueueView.class, responseCode = "200")
    public Response patch(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        Request request = new Request(context, body);
        request.caller().requireManager();
        Fields fields = Fields.parse(body);
        QueueKey queue = request.queue(tenantId, fields, queueId);
        return change(request, queue, now -> {
            Command change = new Command.ChangeSettings(SettingsFields.change(fields, now));
            fields.check();
            return change;
        });
    }

    @DELETE
    @Path("{queueId}")
    @RunOnVirtualThread
    @APIResponse(responseCode = "204")
    public Response delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId) {
        Request request = new Request(context);
        request.caller().requireManager();
        QueueKey queue = request.queue(tenantId, null, queueId);
        return answer(204, queues.delete(queue, request.idempotency()), null);
    }

    @POST
    @Path("{queueId}/pause")
    @RunOnVirtualThread
    @APIResponseSchema(value = QueueView.class, responseCode = "200")
    public Response pause(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        return switched(new Request(context, body), tenantId, queueId, new Command.Pause());
    }

    @POST
    @Path("{queueId}/resume")
    @RunOnVirtualThread
    @APIResponseSchema(value = QueueView.class, responseCode = "200")
    public Response resume(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        return switched(new Request(context, body), tenantId, queueId, new Command.Resume());
    }

    @GET
    @Path("{queueId}/status")
    @NonBlocking
    public CompletionStage<StatusView> status(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            @HeaderParam(MinSeq.HEADER) @Nullable String minSeq) {
        Request request = new Request(context);
        QueueKey queue = request.queue(tenantId, null, queueId);
        request.requireStaffOrSomeoneIn(queue);
        return queues.status(queue, MinSeq.of(minSeq), request.language());
    }

    private Response switched(Request request, String tenantId, String queueId, Command command) {
        request.caller().requireManager();
        return change(request, request.queue(tenantId, null, queueId), _ -> command);
    }

    private Response change(Request request, QueueKey queue, Function<QueueSettings, Command> command) {
        Queues.Written<QueueView> changed = queues.change(queue, command, request.idempotency(), request.language());
        return answer(200, changed, changed.answer());
    }

    private static Response answer(int status, Queues.Written<?> written, @Nullable Object body) {
        Response.ResponseBuilder response = Response.status(status).entity(body).header("VQ-Seq", written.seq());
        return (written.replayed() ? response.header("Idempotent-Replayed", "true") : response).build();
    }
}
