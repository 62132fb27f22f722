package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a tenant wants the older paths of a clinic to mean. */
@Path("/v1/tenants/{tenantId}/clinic")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class ClinicResource {
    private final Clinics clinics;
    private final Journal journal;
    private final Features features;

    @Inject
    ClinicResource(Clinics clinics, Journal journal, Features features) {
        this.clinics = clinics;
        this.journal = journal;
        this.features = features;
    }

    @GET
    @Operation(operationId = "getClinic", summary = "Get what the older paths of a clinic mean")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClinicSettings.class)))
    public ClinicSettings get(@Context RoutingContext context, @PathParam("tenantId") String tenantId) {
        return clinics.settings(managed(context, tenantId));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setClinic", summary = "Say what the older paths of a clinic mean")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ClinicSettings.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClinicSettings.class)))
    public ClinicSettings set(@Context RoutingContext context, @PathParam("tenantId") String tenantId, Fields fields) {
        UUID tenant = managed(context, tenantId);
        ClinicSettings settings = ClinicSettings.from(fields);
        if (settings.queueId() != null && !isDesk(new QueueKey(tenant, settings.queueId()))) {
            throw ProblemException.invalidField("queueId", "must be a service desk of the tenant");
        }
        clinics.set(tenant, settings, Actors.of(context));
        return settings;
    }

    private static UUID managed(RoutingContext context, String pathTenant) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant);
        caller.require(Permission.MANAGE_QUEUES);
        return tenant;
    }

    private boolean isDesk(QueueKey key) {
        return features.await(() -> journal.queue(key, 0))
                .filter(QueueState::exists)
                .filter(queue -> queue.settings().kind() == QueueKind.SERVICE_DESK)
                .isPresent();
    }
}
