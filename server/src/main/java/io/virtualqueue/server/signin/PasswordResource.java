package io.virtualqueue.server.signin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.TicketToken;
import jakarta.inject.Inject;
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
import org.jspecify.annotations.Nullable;

/** People choosing their passwords. */
@Path("/v1/auth")
@Tag(name = "People")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PasswordResource {
    private static final int MAX_NAME_LENGTH = 100;
    private static final int ACCEPTED = 202;

    private final OwnPassword ownPassword;
    private final ForgottenPassword forgottenPassword;

    /** What changing a password takes. */
    record PasswordChange(
            String currentPassword,

            @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
            String newPassword) {
        static PasswordChange from(Fields fields) {
            var change = new PasswordChange(
                    fields.text("currentPassword", 1, Passwords.MAX_LENGTH), wanted(fields, "newPassword"));
            fields.check();
            return change;
        }

        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    /** What accepting an invitation takes. */
    record Acceptance(
            @Schema(maxLength = TicketToken.MAX_LENGTH) String token,

            @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
            String password,

            @Schema(maxLength = MAX_NAME_LENGTH) @Nullable String name) {
        static Acceptance from(Fields fields) {
            var acceptance = new Acceptance(
                    tokenOf(fields), wanted(fields, "password"), fields.optionalText("name", 1, MAX_NAME_LENGTH));
            fields.check();
            return acceptance;
        }

        @Override
        public String toString() {
            return "Acceptance";
        }
    }

    /** Who has forgotten the password. */
    record Forgetful(@Schema(maxLength = 254) String email) {
        static Forgetful from(Fields fields) {
            var forgetful = new Forgetful(fields.email("email"));
            fields.check();
            return forgetful;
        }

        @Override
        public String toString() {
            return "Forgetful";
        }
    }

    /** What choosing another password takes. */
    record PasswordReset(
            @Schema(maxLength = TicketToken.MAX_LENGTH) String token,

            @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
            String password) {
        static PasswordReset from(Fields fields) {
            var reset = new PasswordReset(tokenOf(fields), wanted(fields, "password"));
            fields.check();
            return reset;
        }

        @Override
        public String toString() {
            return "PasswordReset";
        }
    }

    @Inject
    PasswordResource(OwnPassword ownPassword, ForgottenPassword forgottenPassword) {
        this.ownPassword = ownPassword;
        this.forgottenPassword = forgottenPassword;
    }

    @POST
    @Path("password")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "changePassword", summary = "Change the own password; all other logins end")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PasswordChange.class)))
    @APIResponse(responseCode = "204", description = "Changed")
    public void change(@Context RoutingContext context, Fields fields) {
        var person = People.of(context);
        var change = PasswordChange.from(fields);
        ownPassword.change(person, change.currentPassword(), change.newPassword(), ClientAddress.of(context));
    }

    @POST
    @Path("accept-invitation")
    @SecurityRequirements
    @Operation(
            operationId = "acceptInvitation",
            summary = "Choose a password with the token of an invitation, and log in")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Acceptance.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LoginAnswer.class)))
    public LoginAnswer accept(@Context RoutingContext context, Fields fields) {
        var acceptance = Acceptance.from(fields);
        return LoginAnswer.of(ownPassword.accept(
                acceptance.token(), acceptance.password(), acceptance.name(), ClientAddress.of(context)));
    }

    @POST
    @Path("forgot-password")
    @SecurityRequirements
    @Operation(
            operationId = "forgotPassword",
            summary = "Ask for a mail with a token to choose another password",
            description = "The answer is the same whether anybody has the address.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Forgetful.class)))
    @APIResponse(responseCode = "202", description = "If somebody has this address, a mail is on its way")
    public Response forgot(Fields fields) {
        forgottenPassword.mailTicket(Forgetful.from(fields).email());
        return Response.status(ACCEPTED).build();
    }

    @POST
    @Path("reset-password")
    @SecurityRequirements
    @Operation(
            operationId = "resetPassword",
            summary = "Choose another password with the token of a mail; all logins end")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PasswordReset.class)))
    @APIResponse(responseCode = "204", description = "Set")
    public void reset(@Context RoutingContext context, Fields fields) {
        var reset = PasswordReset.from(fields);
        ownPassword.reset(reset.token(), reset.password(), ClientAddress.of(context));
    }

    private static String wanted(Fields fields, String name) {
        return fields.text(name, Passwords.MIN_LENGTH, Passwords.MAX_LENGTH);
    }

    private static String tokenOf(Fields fields) {
        return fields.text("token", 1, TicketToken.MAX_LENGTH);
    }
}
