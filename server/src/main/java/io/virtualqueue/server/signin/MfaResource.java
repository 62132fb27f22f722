package io.virtualqueue.server.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Entrant;
import io.virtualqueue.server.identity.Entrants;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.TicketToken;
import io.virtualqueue.server.identity.Tickets.Purpose;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Second factors: showing one, setting one up, giving it up. */
@Path("/v1/auth/mfa")
@Tag(name = "People")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MfaResource {
    private static final int MAX_CODE_LENGTH = 20;
    private static final int ACCEPTED = 202;
    private static final String MFA_TOKEN = "mfaToken";

    private final SignIn signIn;
    private final Enrolment enrolment;
    private final CodeMail codeMail;
    private final Entrants entrants;

    /** A code of the second factor. */
    record MfaLogin(
            String mfaToken,
            @Schema(maxLength = MAX_CODE_LENGTH) String code,

            @Schema(
                    enumeration = {"totp", "recovery", "email"},
                    implementation = String.class)
            MfaMethod method) {
        static MfaLogin from(Fields fields) {
            var login = new MfaLogin(
                    mfaTokenOf(fields), codeOf(fields), fields.oneOf("method", MfaMethod.ALL, MfaMethod::wireName));
            fields.check();
            return login;
        }

        @Override
        public String toString() {
            return "MfaLogin";
        }
    }

    /** Who needs a code by email. */
    record CodeWish(String mfaToken) {}

    /** Who sets up a second factor: nothing for whoever is logged in, else the token that logging in gave. */
    record Enrolling(@Nullable String mfaToken) {}

    /** The code that confirms a second factor. */
    record Confirmation(@Nullable String mfaToken, String code) {}

    /** The code that confirms codes by email, or none to have it sent. */
    record EmailConfirmation(
            @Nullable String mfaToken, @Nullable String code) {}

    /** What giving up a second factor takes. */
    record Disabling(String password) {}

    /** A secret for an authenticator app. */
    @Schema(name = "TotpSecret")
    record TotpSecret(
            @Schema(description = "Base32") String secret,

            @Schema(description = "otpauth://, for a QR code")
            String uri) {
        @Override
        public String toString() {
            return "TotpSecret";
        }
    }

    /** The second factor is asked for from now on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MfaEnabled")
    record MfaEnabled(
            @Schema(description = "Each is good once, in place of a code; they are never shown again")
            List<String> recoveryCodes,

            @Schema(description = "The tokens of whoever had to set this up to get in") @Nullable
            LoginAnswer login) {
        static MfaEnabled of(Enrolment.Enabled enabled) {
            return new MfaEnabled(
                    enabled.recoveryCodes(), enabled.granted() == null ? null : LoginAnswer.of(enabled.granted()));
        }

        @Override
        public String toString() {
            return "MfaEnabled";
        }
    }

    @Inject
    MfaResource(SignIn signIn, Enrolment enrolment, CodeMail codeMail, Entrants entrants) {
        this.signIn = signIn;
        this.enrolment = enrolment;
        this.codeMail = codeMail;
        this.entrants = entrants;
    }

    @POST
    @SecurityRequirements
    @Operation(operationId = "logInWithCode", summary = "Finish logging in with a code of the second factor")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MfaLogin.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LoginAnswer.class)))
    public LoginAnswer logIn(@Context RoutingContext context, Fields fields) {
        var login = MfaLogin.from(fields);
        return LoginAnswer.of(
                signIn.withCode(login.mfaToken(), login.method(), login.code(), ClientAddress.of(context)));
    }

    @POST
    @Path("email")
    @SecurityRequirements
    @Operation(operationId = "sendLoginCode", summary = "Have a code sent by email to finish logging in")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CodeWish.class)))
    @APIResponse(responseCode = "202", description = "On its way")
    public Response sendCode(Fields fields) {
        String token = mfaTokenOf(fields);
        fields.check();
        var who = signIn.onTheWay(token, Set.of(Purpose.SECOND_FACTOR));
        codeMail.sendToLogIn(who);
        return Response.status(ACCEPTED).build();
    }

    @POST
    @Path("totp")
    @Operation(operationId = "startTotp", summary = "Get a secret for an authenticator app")
    @SecurityRequirement(name = "bearer")
    @RequestBody(content = @Content(schema = @Schema(implementation = Enrolling.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TotpSecret.class)))
    public TotpSecret startTotp(@Context RoutingContext context, Fields fields) {
        var secret = enrolment.startTotp(enrolee(context, fields));
        return new TotpSecret(secret.text(), secret.uri());
    }

    @POST
    @Path("totp/confirm")
    @Operation(operationId = "confirmTotp", summary = "Ask for codes of the app from now on")
    @SecurityRequirement(name = "bearer")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Confirmation.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MfaEnabled.class)))
    public MfaEnabled confirmTotp(@Context RoutingContext context, Fields fields) {
        var who = enrolee(context, fields);
        String code = codeOf(fields);
        fields.check();
        return MfaEnabled.of(enrolment.confirmTotp(who, code));
    }

    @POST
    @Path("email/enable")
    @Operation(
            operationId = "enableEmailCodes",
            summary = "Ask for codes by email from now on",
            description = "Without a code it sends one; with it, it is done.")
    @SecurityRequirement(name = "bearer")
    @RequestBody(content = @Content(schema = @Schema(implementation = EmailConfirmation.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MfaEnabled.class)))
    @APIResponse(responseCode = "202", description = "A code is on its way")
    public Response enableEmail(@Context RoutingContext context, Fields fields) {
        var who = enrolee(context, fields);
        String code = fields.optionalText("code", 1, MAX_CODE_LENGTH);
        fields.check();
        if (code == null) {
            enrolment.startEmail(who);
            return Response.status(ACCEPTED).build();
        }
        return Response.ok(MfaEnabled.of(enrolment.confirmEmail(who, code))).build();
    }

    @DELETE
    @Operation(operationId = "disableMfa", summary = "Give the second factor up")
    @SecurityRequirement(name = "bearer")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Disabling.class)))
    @APIResponse(responseCode = "204", description = "No second factor is asked for any more")
    public void disable(@Context RoutingContext context, Fields fields) {
        var who = loggedIn(People.of(context), ClientAddress.of(context));
        String password = fields.text("password", 1, Passwords.MAX_LENGTH);
        fields.check();
        enrolment.disable(who, password);
    }

    private Enrolment.Enrolee enrolee(RoutingContext context, Fields fields) {
        String token = fields.optionalText(MFA_TOKEN, 1, TicketToken.MAX_LENGTH);
        fields.check();
        String address = ClientAddress.of(context);
        if (token == null) {
            return loggedIn(People.of(context), address);
        }
        var who = signIn.onTheWay(token, Set.of(Purpose.ENROLMENT));
        return new Enrolment.Enrolee(who.person(), who.ticket(), address);
    }

    private Enrolment.Enrolee loggedIn(Caller.Person caller, String address) {
        Entrant person = entrants.find(caller.tenantId(), caller.accountId());
        if (person == null) {
            throw SignIn.badToken();
        }
        return new Enrolment.Enrolee(person, null, address);
    }

    private static String mfaTokenOf(Fields fields) {
        return fields.text(MFA_TOKEN, 1, TicketToken.MAX_LENGTH);
    }

    private static String codeOf(Fields fields) {
        return fields.text("code", 1, MAX_CODE_LENGTH);
    }
}
