package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a clinic's patient stands. */
@Path("/api")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class PatientResource {
    static final String UNKNOWN = "patient_not_found";

    private final MeantTenant tenants;
    private final Clinics clinics;
    private final Sessions sessions;
    private final Features features;

    @Inject
    PatientResource(MeantTenant tenants, Clinics clinics, Sessions sessions, Features features) {
        this.tenants = tenants;
        this.clinics = clinics;
        this.sessions = sessions;
        this.features = features;
    }

    @GET
    @Path("position/{patientId}")
    @Operation(
            operationId = "clinicPosition",
            summary = "How far is it?",
            description = "With the token that checking in gave, or as staff; without either only where the clinic"
                    + " says that a patient's id is enough.")
    @APIResponse(
            responseCode = "200",
            description = "`data: {patientId, position, status, estimatedWaitMinutes, checkInTime, calledAt?,"
                    + " completedAt?}`")
    public Response position(@Context RoutingContext context, @PathParam("patientId") String patientId) {
        SessionRequest asked = request(context);
        return features.await(
                UNKNOWN,
                () -> sessions.find(asked, patientId)
                        .thenCompose(patient -> sessions.get(allowed(context, asked, patient), patient))
                        .thenApply(session -> Envelope.success(200, Patients.position(features.tree(session)))));
    }

    @GET
    @Path("status/{patientId}")
    @Operation(operationId = "clinicStatus", summary = "How far is it? The same under its other name")
    @APIResponse(responseCode = "200", description = "As of `/api/position/{patientId}`")
    public Response status(@Context RoutingContext context, @PathParam("patientId") String patientId) {
        return position(context, patientId);
    }

    /** Who asks: whoever the credential says, or nobody where the clinic goes by patients' ids. */
    private SessionRequest request(RoutingContext context) {
        Caller caller = Caller.of(context);
        if (!(caller instanceof Caller.Anonymous)) {
            return SessionRequest.of(context, tenants.of(context).toString());
        }
        UUID tenant = tenants.find(context)
                .filter(id -> clinics.settings(id).patientIdIsEnough())
                .orElseThrow(() -> ProblemException.unauthorized("The token that checking in gave is needed."));
        return SessionRequest.as(caller, tenant, context);
    }

    /** Lets the id of one of the clinic's patients stand for the token where it was asked without one. */
    private SessionRequest allowed(RoutingContext context, SessionRequest asked, SessionKey patient) {
        QueueKey queue = patient.queue();
        if (!(asked.caller() instanceof Caller.Anonymous)) {
            return asked;
        }
        if (!queue.equals(clinics.desk(queue.tenantId()))) {
            throw ProblemException.notFound("There is no such session.");
        }
        return SessionRequest.as(
                new Caller.SessionHolder(queue.tenantId(), queue.queueId(), patient.sessionId()),
                queue.tenantId(),
                context);
    }
}
