package io.virtualqueue.server.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.KeyRing;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The pairs of keys that passes and access tokens are signed with, for super admins. */
@Path("/v1/platform/signing-keys")
@Tag(name = "Platform")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SigningKeyResource {
    private final KeyRing ring;

    /** A pair of keys: it signs what is issued from {@code signsFrom} until it is retired. */
    @Schema(name = "SigningKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SigningKey(
            String id,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant retiredAt) {
        static SigningKey of(KeyRing.Key key) {
            return new SigningKey(key.id(), key.createdAt(), key.signsFrom(), key.retiredAt());
        }
    }

    /** All pairs that still verify, the earliest first. */
    @Schema(name = "SigningKeys")
    record Listed(List<SigningKey> signingKeys) {
        static Listed of(List<KeyRing.Key> keys) {
            return new Listed(keys.stream().map(SigningKey::of).toList());
        }
    }

    @Inject
    SigningKeyResource(KeyRing ring) {
        this.ring = ring;
    }

    @GET
    @Operation(operationId = "listSigningKeys", summary = "List the keys that sign and verify tokens")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list(@Context RoutingContext context) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        return Listed.of(ring.list());
    }

    @POST
    @Path("rotate")
    @Operation(
            operationId = "rotateSigningKey",
            summary = "Exchange the key that signs tokens",
            description = "The new key is published at once and signs from its signsFrom on; what the one before has"
                    + " signed stays good until it expires.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed rotate(@Context RoutingContext context) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        return Listed.of(ring.rotate(Actors.of(context)));
    }
}
