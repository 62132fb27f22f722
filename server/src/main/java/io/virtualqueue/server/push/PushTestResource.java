package io.virtualqueue.server.push;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators: whether what is told arrives. */
@Path("/v1/tenants/{tenantId}/queues/{queueId}/push-test")
@Tag(name = "Live updates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PushTestResource {
    static final int MAX_MESSAGE_LENGTH = 200;

    private final Journal journal;
    private final Subscriptions subscriptions;

    /** What is to be told. */
    @Schema(name = "PushTest")
    record TestMessage(
            @Schema(minLength = 1, maxLength = MAX_MESSAGE_LENGTH)
            String message) {
        static TestMessage from(Fields fields) {
            var test = new TestMessage(fields.text("message", 1, MAX_MESSAGE_LENGTH));
            fields.check();
            return test;
        }
    }

    @Inject
    PushTestResource(Journal journal, Subscriptions subscriptions) {
        this.journal = journal;
        this.subscriptions = subscriptions;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "sendPushTest",
            summary = "Tell everyone who listens to a queue on this server a test message")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TestMessage.class)))
    @APIResponse(responseCode = "202", description = "It is on its way")
    public Response test(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("queueId") String queueId,
            Fields fields) {
        Caller caller = Caller.of(context);
        QueueKey queue = new QueueKey(caller.tenant(tenantId, fields.optionalUuid("tenantId")), PathId.parse(queueId));
        caller.require(Permission.MANAGE_QUEUES);
        if (journal.queue(queue, 0).toCompletableFuture().join().isEmpty()) {
            throw ProblemException.notFound("There is no such queue.");
        }
        Update test = new Update.Test(queue, TestMessage.from(fields).message());
        for (Audience audience : Audience.values()) {
            subscriptions.tell(test, audience);
        }
        return Response.status(Response.Status.ACCEPTED).build();
    }
}
