package io.virtualqueue.server.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Applications;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.Sandbox;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** The callback that an application has by its {@code callbackUrl}. */
@Path("/v1/tenants/{tenantId}/applications/{applicationId}/callback")
@Tag(name = "Callbacks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ApplicationCallbackResource {
    private final Callbacks callbacks;
    private final Applications applications;

    @Inject
    ApplicationCallbackResource(Callbacks callbacks, Applications applications) {
        this.callbacks = callbacks;
        this.applications = applications;
    }

    @GET
    @Operation(
            operationId = "getApplicationCallback",
            summary = "Get an application's callback",
            description = "It is set by the application's callbackUrl.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CallbackView.class)))
    public CallbackView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId) {
        CallbackOwner owner = owner(context, tenantId, applicationId);
        return CallbackView.of(owner, callbacks.read(owner));
    }

    @POST
    @Path("rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateApplicationCallbackSecret",
            summary = "Give an application's callback another secret",
            description = "The first secret is not shown when a callbackUrl is set: this shows one.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewSecret.class)))
    @APIResponse(
            responseCode = "200",
            description = "The callback with its new secret, which is shown this once",
            content = @Content(schema = @Schema(implementation = CallbackView.class)))
    public CallbackView rotateSecret(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("applicationId") String applicationId,
            byte[] body) {
        CallbackOwner owner = owner(context, tenantId, applicationId);
        return CallbackView.withSecret(callbacks.rotateSecret(owner, NewSecret.from(body), Actors.of(context)));
    }

    private CallbackOwner owner(RoutingContext context, String pathTenant, String applicationId) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(pathTenant);
        caller.require(Permission.MANAGE_APPLICATIONS);
        UUID application = PathId.parse(applicationId);
        if (Sandbox.isSandbox(tenant) || applications.read(tenant, application).isEmpty()) {
            throw ProblemException.notFound("There is no such application.");
        }
        return CallbackOwner.application(tenant, application);
    }
}
