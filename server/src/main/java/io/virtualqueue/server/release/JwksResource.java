package io.virtualqueue.server.release;

import io.smallrye.common.annotation.NonBlocking;
import io.virtualqueue.server.identity.PublicKeys;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys with which anybody verifies passes offline. */
@Path("/.well-known/jwks.json")
@Tag(name = "Passes")
@Singleton
public final class JwksResource {
    /** Verifiers may keep the keys for five minutes. */
    private static final String CACHE_CONTROL = "public, max-age=300";

    private final PublicKeys keys;

    JwksResource(PublicKeys keys) {
        this.keys = keys;
    }

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(operationId = "getPublicKeys", summary = "Get the keys that verify passes")
    @APIResponse(responseCode = "200", description = "A JSON Web Key Set (RFC 7517).")
    public Response keys() {
        return Response.ok(keys.json()).header("Cache-Control", CACHE_CONTROL).build();
    }
}
