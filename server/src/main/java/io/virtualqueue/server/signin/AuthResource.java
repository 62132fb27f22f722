package io.virtualqueue.server.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Account;
import io.virtualqueue.server.identity.Accounts;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Logins;
import io.virtualqueue.server.identity.Passwords;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Logging in, staying in, logging out. */
@Path("/v1/auth")
@Tag(name = "People")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AuthResource {
    private static final int MAX_TOKEN_LENGTH = 200;
    private static final int MAX_EMAIL_LENGTH = 254;

    private final SignIn signIn;
    private final Logins logins;
    private final Accounts accounts;
    private final OwnRecovery recovery;

    /** What logging in takes. */
    record LoginRequest(String email, String password) {
        static LoginRequest from(Fields fields) {
            var request = new LoginRequest(
                    fields.text("email", 1, MAX_EMAIL_LENGTH), fields.text("password", 1, Passwords.MAX_LENGTH));
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

    /** The person who is in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Me")
    record Me(
            UUID id,

            @Schema(description = "Absent for super admins") @Nullable
            UUID tenantId,

            String email,
            @Nullable String name,
            String role,
            String mfa,

            @Schema(description = "Only with a second factor") @Nullable
            Integer recoveryCodesLeft,

            @Nullable Instant lastLoginAt) {
        @Override
        public String toString() {
            return "Me[" + id + "]";
        }
    }

    @Inject
    AuthResource(SignIn signIn, Logins logins, Accounts accounts, OwnRecovery recovery) {
        this.signIn = signIn;
        this.logins = logins;
        this.accounts = accounts;
        this.recovery = recovery;
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "logIn",
            summary = "Log in",
            description =
                    "Gives tokens, or with a second factor an mfaToken for the next step. From the fifth failure for"
                            + " an address on, nobody gets in with it for a while that grows with each further one: 429.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LoginRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LoginAnswer.class)))
    public LoginAnswer logIn(@Context RoutingContext context, Fields fields) {
        LoginRequest request = LoginRequest.from(fields);
        return LoginAnswer.of(signIn.withPassword(request.email(), request.password(), ClientAddress.of(context)));
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
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LoginAnswer.class)))
    public LoginAnswer refresh(Fields fields) {
        return LoginAnswer.of(logins.refresh(RefreshRequest.from(fields).refreshToken()));
    }

    @POST
    @Path("logout")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "logOut", summary = "Log out: all tokens of this login stop working on every server")
    @APIResponse(responseCode = "204", description = "Logged out")
    public void logOut(@Context RoutingContext context) {
        logins.logOut(People.of(context));
    }

    @GET
    @Path("me")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "getMe", summary = "Get the person who is logged in")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Me.class)))
    public Me me(@Context RoutingContext context) {
        Caller.Person person = People.of(context);
        Account account = accounts.read(person.tenantId(), person.accountId()).orElseThrow(SignIn::badToken);
        return new Me(
                account.id(),
                person.ownTenant(),
                account.email(),
                account.name(),
                account.role().wireName(),
                account.mfa().wireName(),
                recovery.codesLeft(person.tenantId(), account),
                account.lastLoginAt());
    }
}
