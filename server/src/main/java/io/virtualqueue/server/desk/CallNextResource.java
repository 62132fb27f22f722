package io.virtualqueue.server.desk;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.Command;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.session.SessionAnswer;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Calls whoever is first in line. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/call-next")
@Tag(name = "Desk")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@NonBlocking
public final class CallNextResource {
    static final int MAX_COUNTER_ID = 64;

    private final Sessions sessions;

    @Inject
    CallNextResource(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The body as the documentation shows it. */
    @Schema(name = "CallNext")
    record Body(
            @Schema(maxLength = MAX_COUNTER_ID) @Nullable String counterId) {}

    @POST
    @Operation(operationId = "callNext", summary = "Call whoever is next")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "The called session.",
            content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    @APIResponse(responseCode = "204", description = "Nobody waits.")
    public CompletionStage<Response> callNext(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            byte[] body) {
        SessionRequest request = SessionRequest.of(context, tenantId);
        request.caller().require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        String counterId = fields.optionalText("counterId", 1, MAX_COUNTER_ID);
        fields.check();
        return sessions.step(
                request, request.queue(queueId), new Command.CallNext(counterId), request.idempotency(body));
    }
}
