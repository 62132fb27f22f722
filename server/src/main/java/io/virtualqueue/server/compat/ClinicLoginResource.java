package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.signin.AuthResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** A clinic's staff log in and out. */
@Path("/api/staff")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class ClinicLoginResource {
    private static final int MAX_NAME = 254;
    private static final int MAX_PASSWORD = 1_024;

    private final MeantTenant tenants;
    private final Clinics clinics;
    private final AuthResource people;
    private final Features features;

    /** The body as the documentation shows it. */
    @Schema(
            name = "ClinicLogin",
            requiredProperties = {"username", "password"})
    record Body(
            @Schema(description = "An email address, or a name that the clinic's settings give one.")
            String username,

            String password) {
        @Override
        public String toString() {
            return "ClinicLogin";
        }
    }

    @Inject
    ClinicLoginResource(MeantTenant tenants, Clinics clinics, AuthResource people, Features features) {
        this.tenants = tenants;
        this.clinics = clinics;
        this.people = people;
        this.features = features;
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(operationId = "clinicLogIn", summary = "Log in")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`data: {token, refreshToken, expiresIn}`")
    public Response logIn(@Context RoutingContext context, byte[] body) {
        Fields fields = Fields.parse(body);
        String username = fields.text("username", 1, MAX_NAME);
        String password = fields.text("password", 1, MAX_PASSWORD);
        fields.check();
        ObjectNode login = JsonNodeFactory.instance.objectNode();
        login.put("email", email(context, username)).put("password", password);
        JsonNode granted = features.tree(people.logIn(context, Fields.parse(Envelope.bytes(login))));
        if (!granted.hasNonNull("accessToken")) {
            throw ProblemException.forbidden(
                    "mfa_required", "This person needs a second factor: log in by `POST /v1/auth/login`.");
        }
        ObjectNode token = JsonNodeFactory.instance.objectNode();
        token.set("token", granted.path("accessToken"));
        token.set("refreshToken", granted.path("refreshToken"));
        token.set("expiresIn", granted.path("expiresIn"));
        return Envelope.success(token, "You are logged in.");
    }

    private String email(RoutingContext context, String username) {
        return tenants.find(context)
                .map(tenant -> clinics.settings(tenant).usernames().get(username))
                .orElse(username);
    }

    @POST
    @Path("logout")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "clinicLogOut", summary = "Log out")
    @APIResponse(responseCode = "200", description = "Logged out")
    public Response logOut(@Context RoutingContext context) {
        people.logOut(context);
        return Envelope.success(null, "You are logged out.");
    }

    @GET
    @Path("me")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "clinicMe", summary = "Get the person who is logged in")
    @APIResponse(responseCode = "200", description = "`data: {id, username, email, name, role}`")
    public Response me(@Context RoutingContext context) {
        JsonNode me = features.tree(people.me(context));
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.set("id", me.path("id"));
        person.set("username", me.path("email"));
        person.set("email", me.path("email"));
        person.put("name", me.path("name").asText());
        person.set("role", me.path("role"));
        return Envelope.success(200, person);
    }
}
