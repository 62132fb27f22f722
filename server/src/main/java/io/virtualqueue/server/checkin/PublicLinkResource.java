package io.virtualqueue.server.checkin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.identity.LinkTokens;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.LinkJoining;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What whoever has a link may do: see what it offers, and join. */
@Path("/v1/public/links/{linkToken}")
@Tag(name = "Check-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PublicLinkResource {
    private final Links links;
    private final LinkTokens tokens;
    private final LinkLimits limits;
    private final LinkJoining joining;
    private final Journal journal;
    private final SpokenDuration speech;

    @Inject
    PublicLinkResource(
            Links links,
            LinkTokens tokens,
            LinkLimits limits,
            LinkJoining joining,
            Journal journal,
            SpokenDuration speech) {
        this.links = links;
        this.tokens = tokens;
        this.limits = limits;
        this.joining = joining;
        this.journal = journal;
        this.speech = speech;
    }

    @GET
    @SecurityRequirements
    @Operation(
            operationId = "openLink",
            summary = "See what a link offers",
            description = "The queues that can be joined by it, whether they are open, and what they ask for.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LinkPage.class)))
    public LinkPage open(
            @PathParam("linkToken") String linkToken, @HeaderParam("Accept-Language") @Nullable String language) {
        Link link = link(linkToken);
        Instant now = journal.now();
        List<LinkPage.OfferedQueue> queues = link.queueIds().stream()
                .flatMap(id -> state(new QueueKey(link.tenantId(), id)).stream()
                        .flatMap(queue -> Stream.of(LinkPage.OfferedQueue.of(id, queue, now, speech, language))))
                .toList();
        return new LinkPage(link.name(), LinkFields.word(link.channel()), link.takesAppointments(), queues);
    }

    @POST
    @Path("sessions")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "joinByLink",
            summary = "Join by a link",
            description = "As a visitor does, from any page. An Idempotency-Key is a secret here, of at least 16"
                    + " characters.")
    @RequestBody(content = @Content(schema = @Schema(implementation = LinkJoin.class)))
    @APIResponse(responseCode = "201", description = "A new place, as for a visitor who joins.")
    @APIResponse(responseCode = "200", description = "The place that the session token is for.")
    public Response join(@Context RoutingContext context, @PathParam("linkToken") String linkToken, byte[] body) {
        Link link = link(linkToken);
        Fields fields = Fields.parse(body);
        UUID queueId = queueId(link, fields);
        fields.check();
        limits.take(link);
        QueueKey queue = new QueueKey(link.tenantId(), queueId);
        return joining.join(context, queue, link.channel(), link.takesAppointments(), body)
                .toCompletableFuture()
                .join();
    }

    private static UUID queueId(Link link, Fields fields) {
        UUID wanted = fields.optionalUuid("queueId");
        if (wanted == null) {
            if (link.queueIds().size() > 1) {
                fields.required("queueId", null, link.id());
            }
            return link.queueIds().getFirst();
        }
        if (!link.queueIds().contains(wanted)) {
            fields.reject("queueId", "must be one of the link's queues");
        }
        return wanted;
    }

    private Link link(String token) {
        LinkTokens.Link known = tokens.check(token);
        return Optional.ofNullable(known)
                .flatMap(link -> links.read(link.tenantId(), link.linkId()))
                .orElseThrow(() -> ProblemException.notFound("There is no such link, or it was revoked."));
    }

    private Optional<QueueState> state(QueueKey key) {
        return journal.queue(key, 0).toCompletableFuture().join().filter(QueueState::exists);
    }
}
