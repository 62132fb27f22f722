package io.virtualqueue.server.compat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.signin.AuthResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Logging in and out by the paths of the integration guide. */
@Path("/auth")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class GuideLoginResource {
    private final AuthResource people;
    private final Features features;

    /** The body of a log-in as the documentation shows it. */
    @Schema(
            name = "GuideLogin",
            requiredProperties = {"email", "password"})
    record LoginBody(String email, String password) {
        @Override
        public String toString() {
            return "GuideLogin";
        }
    }

    /** The body of a refreshing as the documentation shows it. */
    @Schema(name = "GuideRefresh", requiredProperties = "refreshToken")
    record RefreshBody(String refreshToken) {
        @Override
        public String toString() {
            return "GuideRefresh";
        }
    }

    @Inject
    GuideLoginResource(AuthResource people, Features features) {
        this.people = people;
        this.features = features;
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(operationId = "guideLogIn", summary = "Log in")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LoginBody.class)))
    @APIResponse(responseCode = "200", description = "`data` is what `/v1/auth/login` answers")
    public Response logIn(@Context RoutingContext context, Fields fields) {
        return Envelope.success(200, features.tree(people.logIn(context, fields)));
    }

    @POST
    @Path("refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(operationId = "guideRefresh", summary = "Get new tokens")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RefreshBody.class)))
    @APIResponse(responseCode = "200", description = "`data` is what `/v1/auth/refresh` answers")
    public Response refresh(Fields fields) {
        return Envelope.success(200, features.tree(people.refresh(fields)));
    }

    @POST
    @Path("logout")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "guideLogOut", summary = "Log out")
    @APIResponse(responseCode = "200", description = "Logged out")
    public Response logOut(@Context RoutingContext context) {
        people.logOut(context);
        return Envelope.success(null, "Logged out.");
    }
}
