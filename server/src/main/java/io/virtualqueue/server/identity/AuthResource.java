package io.virtualqueue.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Logging in, staying in, logging out. */
@Path("/v1/auth")
@Tag(name = "People")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AuthResource {
    private static final int MAX_TOKEN_LENGTH = 200;

    private final Logins logins;

    /** What logging in takes. */
    record LoginRequest(String email, String password) {
        static LoginRequest from(Fields fields) {
            var request =
                    new LoginRequest(fields.text("email", 1, 254), fields.text("password", 1, Passwords.MAX_LENGTH));
            fields.check();
            return request;
        }

        @Override
        public String toString() {
            return "LoginRequest";
        }
    }

    /** What refreshing takes. */
    record RefreshRequest(String refreshToken) {
        static RefreshRequest from(Fields fields) {
            var request = new RefreshRequest(fields.text("refreshToken", 1, MAX_TOKEN_LENGTH));
            fields.check();
            return request;
        }

        @Override
        public String toString() {
            return "RefreshRequest";
        }
    }

    /** The tokens of a person; the access token is good for {@code expiresIn} seconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tokens(String accessToken, String refreshToken, long expiresIn, String tokenType) {
        static Tokens of(Logins.Granted granted) {
            return new Tokens(granted.accessToken(), granted.refreshToken(), AccessTokens.TTL.toSeconds(), "Bearer");
        }

        @Override
        public String toString() {
            return "Tokens";
        }
    }

    @Inject
    AuthResource(Logins logins) {
        this.logins = logins;
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(operationId = "logIn", summary = "Log in")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LoginRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Tokens.class)))
    public Tokens logIn(Fields fields) {
        LoginRequest request = LoginRequest.from(fields);
        return Tokens.of(logins.logIn(request.email(), request.password()));
    }

    @POST
    @Path("refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "refresh",
            summary = "Get new tokens",
            description = "A refresh token is good once and for seven days. Using one again ends the login.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RefreshRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Tokens.class)))
    public Tokens refresh(Fields fields) {
        return Tokens.of(logins.refresh(RefreshRequest.from(fields).refreshToken()));
    }

    @POST
    @Path("logout")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "logOut", summary = "Log out: all tokens of this login stop working on every server")
    @APIResponse(responseCode = "204", description = "Logged out")
    public void logOut(@Context RoutingContext context) {
        switch (Caller.of(context)) {
            case Caller.Person person -> logins.logOut(person);
            case Caller.Anonymous _ -> throw ProblemException.unauthorized("A credential is needed.");
            default -> throw ProblemException.forbidden("Only people log out.");
        }
    }
}
