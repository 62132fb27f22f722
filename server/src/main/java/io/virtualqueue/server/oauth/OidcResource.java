package io.virtualqueue.server.oauth;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.IssuerSignIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in at another issuer, by OpenID Connect: the browser goes there and comes back with a code for tokens. */
@Path(OidcResource.PATH)
@Tag(name = "People")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OidcResource {
    static final String PATH = "/v1/auth/oidc";

    private static final int MAX_CODE_LENGTH = 200;
    private static final Duration COOKIES_GONE_WITHIN = Duration.ofSeconds(5);

    private final OidcTenants issuers;
    private final IssuerSignIn signIn;
    private final SecurityIdentity identity;
    private final OidcSession session;

    /** An issuer at which people may sign in; {@code start} is where their browser goes first. */
    @Schema(name = "Issuer")
    record Issuer(String name, String start) {}

    /** All of them. */
    @Schema(name = "Issuers")
    record Issuers(List<Issuer> providers) {}

    /** What exchanging takes. */
    @Schema(name = "ExchangeRequest")
    record ExchangeRequest(String code) {
        static ExchangeRequest from(Fields fields) {
            var request = new ExchangeRequest(fields.text("code", 1, MAX_CODE_LENGTH));
            fields.check();
            return request;
        }

        @Override
        public String toString() {
            return "ExchangeRequest";
        }
    }

    /** The tokens of a person; the access token is good for {@code expiresIn} seconds. */
    @Schema(name = "SignInTokens")
    record SignInTokens(String accessToken, String refreshToken, long expiresIn, String tokenType) {
        @Override
        public String toString() {
            return "SignInTokens";
        }
    }

    @Inject
    OidcResource(OidcTenants issuers, IssuerSignIn signIn, SecurityIdentity identity, OidcSession session) {
        this.issuers = issuers;
        this.signIn = signIn;
        this.identity = identity;
        this.session = session;
    }

    @GET
    @SecurityRequirements
    @Operation(operationId = "listIssuers", summary = "List the issuers at which people may sign in")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Issuers.class)))
    public Issuers list() {
        return new Issuers(issuers.providers().keySet().stream()
                .sorted()
                .map(name -> new Issuer(name, PATH + "/" + name + "/start"))
                .toList());
    }

    @GET
    @Path("{name}/start")
    @Authenticated
    @SecurityRequirements
    @Operation(
            operationId = "startSignIn",
            summary = "Sign in at an issuer",
            description = "For browsers: leads to the issuer, back here, and to the path of redirect, with #code=… for"
                    + " the exchange or #error=not_allowed.")
    @APIResponse(responseCode = "303", description = "Signed in, or not allowed to")
    @APIResponse(responseCode = "302", description = "To the issuer")
    public Response start(
            @Context RoutingContext context,
            @PathParam("name") String name,
            @QueryParam("redirect") @Nullable String redirect) {
        // The framework's own session has done its work.
        session.logout().await().atMost(COOKIES_GONE_WITHIN);
        OwnPath path = OwnPath.of(redirect);
        OidcProvider provider = Optional.ofNullable(issuers.provider(name)).orElseThrow(OidcResource::unknown);
        String target = accept(provider, ClientAddress.of(context))
                .map(code -> path.with("code", code))
                .orElseGet(() -> path.with("error", "not_allowed"));
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, target)
                .build();
    }

    /** Where the issuer sends the browser back to. The framework answers before this. */
    @GET
    @Path("{name}/callback")
    @Authenticated
    @Operation(hidden = true)
    public Response callback() {
        return Response.seeOther(URI.create("/")).build();
    }

    @POST
    @Path("exchange")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "exchangeSignInCode",
            summary = "Get tokens for the code of a sign-in",
            description = "The code is good once, for a minute.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ExchangeRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SignInTokens.class)))
    public SignInTokens exchange(Fields fields) {
        IssuerSignIn.Tokens tokens =
                signIn.exchange(ExchangeRequest.from(fields).code());
        return new SignInTokens(
                tokens.accessToken(), tokens.refreshToken(), tokens.goodFor().toSeconds(), "Bearer");
    }

    private Optional<String> accept(OidcProvider provider, String address) {
        Vouched vouched = Vouched.of(identity);
        if (vouched.email() == null || !(vouched.isVerified() || provider.trustsEmail())) {
            signIn.refused(provider.rule(), vouched.email(), address);
            return Optional.empty();
        }
        return signIn.accept(provider.rule(), vouched.email(), address);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such issuer.");
    }
}
