package io.virtualqueue.server.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.AuthorizationServer;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Tokens for programs by client credentials (RFC 6749, 4.4), and what tokens mean (RFC 7662). */
@Path("/oauth")
@Tag(name = "OAuth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OAuthResource {
    private static final String BEARER = "Bearer ";
    private static final int MAX_TOKEN_LENGTH = 2_000;

    private final AuthorizationServer server;

    /** What asking for a token takes, as a form. */
    @Schema(name = "TokenRequest")
    record TokenRequest(
            @JsonProperty("grant_type") @Schema(enumeration = "client_credentials")
            String grantType,

            @JsonProperty("client_id") @Schema(description = "The application's id") @Nullable
            String clientId,

            @JsonProperty("client_secret") @Schema(description = "One of its API keys") @Nullable
            String clientSecret,

            @Schema(description = "Some of the key's scopes, with spaces between; all when absent") @Nullable
            String scope) {}

    /** A token; good for {@code expires_in} seconds. */
    @Schema(name = "TokenAnswer")
    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {
        @Override
        public String toString() {
            return "TokenAnswer";
        }
    }

    /** What asking for a token's meaning takes, as a form. */
    @Schema(name = "IntrospectionRequest")
    record IntrospectionRequest(
            String token,
            @JsonProperty("client_id") @Nullable String clientId,
            @JsonProperty("client_secret") @Nullable String clientSecret) {}

    /** What a token means; of one that is not active nothing else is said. Times are seconds since 1970. */
    @Schema(name = "Introspection")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Introspection(
            boolean active,
            @JsonProperty("token_type") @Nullable String tokenType,
            @Nullable String iss,
            @Nullable String sub,
            @JsonProperty("client_id") @Nullable String clientId,
            @Nullable String scope,
            @Nullable String role,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @Nullable Long iat,
            @Nullable Long exp) {
        static final Introspection INACTIVE =
                new Introspection(false, null, null, null, null, null, null, null, null, null);

        static Introspection of(AuthorizationServer.Active token) {
            return switch (token.caller()) {
                case Caller.Person person ->
                    active(
                            token,
                            person.accountId().toString(),
                            null,
                            person.role().wireName());
                case Caller.Application application -> {
                    String id = application.applicationId().toString();
                    yield active(token, id, id, null);
                }
                default -> INACTIVE;
            };
        }

        private static Introspection active(
                AuthorizationServer.Active token, String sub, @Nullable String clientId, @Nullable String role) {
            var tenant = token.caller().ownTenant();
            return new Introspection(
                    true,
                    "Bearer",
                    token.issuer(),
                    sub,
                    clientId,
                    token.scope(),
                    role,
                    tenant == null ? null : tenant.toString(),
                    token.issuedAt().getEpochSecond(),
                    token.expiresAt().getEpochSecond());
        }
    }

    @Inject
    OAuthResource(AuthorizationServer server) {
        this.server = server;
    }

    @ServerExceptionMapper
    public Response answer(OAuthException error) {
        return error.response();
    }

    @POST
    @Path("token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @SecurityRequirements
    @Operation(
            operationId = "getToken",
            summary = "Get a token for a program",
            description = "Client credentials (RFC 6749, 4.4): the id of an application, and one of its API keys as the"
                    + " secret, by HTTP Basic or in the form.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TokenRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
    public Response token(
            @Context RoutingContext context,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            byte[] body) {
        Form form = Form.parse(body);
        String grantType = form.get("grant_type");
        if (grantType == null) {
            throw OAuthException.invalidRequest("The grant_type is missing.");
        }
        Caller.Application client = client(authorization, form);
        if (!grantType.equals("client_credentials")) {
            throw OAuthException.unsupportedGrantType();
        }
        var granted = server.grant(client, scopes(form.get("scope"), client), ClientAddress.of(context))
                .orElseThrow(OAuthException::invalidClient);
        return answer(new TokenAnswer(
                granted.accessToken(), "Bearer", granted.goodFor().toSeconds(), granted.scope()));
    }

    @POST
    @Path("introspect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @SecurityRequirements
    @Operation(
            operationId = "introspectToken",
            summary = "Ask what a token means",
            description = "RFC 7662, with the same client's id and secret as for getting one. Only access tokens of the"
                    + " client's own tenant are active; session tokens and passes are none.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = IntrospectionRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Introspection.class)))
    public Response introspect(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, byte[] body) {
        Form form = Form.parse(body);
        Caller.Application client = client(authorization, form);
        String token = form.get("token");
        if (token == null) {
            throw OAuthException.invalidRequest("The token is missing.");
        }
        return answer(server.introspect(token)
                .filter(active -> client.tenantId().equals(active.caller().ownTenant()))
                .map(Introspection::of)
                .orElse(Introspection.INACTIVE));
    }

    @GET
    @Path("validate")
    @SecurityRequirement(name = "bearer")
    @Operation(operationId = "validateToken", summary = "Ask whether the access token of this request works")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Introspection.class)))
    public Response validate(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (authorization == null
                || authorization.length() > BEARER.length() + MAX_TOKEN_LENGTH
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw ProblemException.unauthorized("An access token is needed as bearer token.");
        }
        return answer(server.introspect(authorization.substring(BEARER.length()).strip())
                .map(Introspection::of)
                .orElseThrow(() -> ProblemException.unauthorized("The token is wrong, expired or revoked.")));
    }

    private Caller.Application client(@Nullable String authorization, Form form) {
        ClientLogin login = ClientLogin.of(authorization, form);
        return server.client(login.id(), login.secret()).orElseThrow(OAuthException::invalidClient);
    }

    private static Set<Scope> scopes(@Nullable String wanted, Caller.Application client) {
        if (wanted == null) {
            return client.scopes();
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : wanted.split(" ", -1)) {
            scopes.add(Scope.ofWireName(name)
                    .filter(client.scopes()::contains)
                    .orElseThrow(() -> OAuthException.invalidScope("The key has no such scope.")));
        }
        return scopes;
    }

    private static Response answer(Object body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
