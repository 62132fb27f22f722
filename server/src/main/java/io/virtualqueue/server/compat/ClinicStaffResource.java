package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.desk.CallNextResource;
import io.virtualqueue.server.desk.QueueServiceResource;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.QueueSessionsResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a clinic's staff do. */
@Path("/api/staff")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class ClinicStaffResource {
    private static final int MAX_ID = 64;

    private final Clinics clinics;
    private final ClinicLists lists;
    private final CallNextResource callNext;
    private final QueueServiceResource service;
    private final QueueSessionsResource sessions;
    private final Features features;

    /** Whom it is about, as the documentation shows it. */
    @Schema(name = "ClinicPatient", requiredProperties = "patientId")
    record Body(UUID patientId) {}

    /** Where to, as the documentation shows it. */
    @Schema(name = "ClinicCall")
    record Call(@Nullable String counterId) {}

    /** A step that a patient takes. */
    @FunctionalInterface
    private interface Step {
        CompletionStage<Response> take(String tenantId, String queueId, String patientId);
    }

    @Inject
    ClinicStaffResource(
            Clinics clinics,
            ClinicLists lists,
            CallNextResource callNext,
            QueueServiceResource service,
            QueueSessionsResource sessions,
            Features features) {
        this.clinics = clinics;
        this.lists = lists;
        this.callNext = callNext;
        this.service = service;
        this.sessions = sessions;
        this.features = features;
    }

    @GET
    @Path("queue")
    @Operation(operationId = "clinicStaffQueue", summary = "List the patients")
    @APIResponse(responseCode = "200", description = "As of `/api/queue`")
    public Response queue(@Context RoutingContext context) {
        return lists.queue(context);
    }

    @GET
    @Path("stats")
    @Operation(operationId = "clinicStaffStats", summary = "How many patients there are, and how long they wait")
    @APIResponse(responseCode = "200", description = "As of `/api/queue/stats`")
    public Response stats(@Context RoutingContext context) {
        return lists.stats(context);
    }

    @POST
    @Path("call-next")
    @Operation(operationId = "clinicCallNext", summary = "Call the next patient")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Call.class)))
    @APIResponse(responseCode = "200", description = "`data: {id, name, phone, position}`")
    public Response callNext(@Context RoutingContext context, byte[] body) {
        QueueKey desk = handled(context);
        FeatureAnswer called = features.answer(() -> callNext.callNext(
                context, desk.tenantId().toString(), desk.queueId().toString(), body));
        if (called.status() != Response.Status.OK.getStatusCode()) {
            throw ProblemException.notFound("no_patients_waiting", "Nobody waits.");
        }
        return called.withHeaders(Envelope.builder(200, Patients.called(called.body()), null));
    }

    @POST
    @Path("complete")
    @Operation(operationId = "clinicComplete", summary = "The patient has been seen")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`data: {patientId, status}`")
    public Response complete(@Context RoutingContext context, byte[] body) {
        return step(context, body, (tenant, queue, patient) -> sessions.complete(context, tenant, queue, patient));
    }

    @POST
    @Path("no-show")
    @Operation(operationId = "clinicNoShow", summary = "The patient did not come")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`data: {patientId, status}`")
    public Response noShow(@Context RoutingContext context, byte[] body) {
        return step(context, body, (tenant, queue, patient) -> service.noShow(context, tenant, queue, patient));
    }

    private Response step(RoutingContext context, byte[] body, Step step) {
        Caller.of(context).require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        String patientId = fields.text("patientId", 1, MAX_ID);
        fields.check();
        QueueKey desk = handled(context);
        FeatureAnswer done = features.answerOf(features.await(
                PatientResource.UNKNOWN,
                () -> step.take(desk.tenantId().toString(), desk.queueId().toString(), patientId)));
        return done.withHeaders(Envelope.builder(200, Patients.outcome(done.body()), null));
    }

    private QueueKey handled(RoutingContext context) {
        Caller.of(context).require(Permission.HANDLE_SESSIONS);
        return clinics.desk(context);
    }
}
