package io.virtualqueue.server.feedback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virtualqueue.server.http.Fields;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Saying how it was, by a link and without any other credential. */
@Path("/v1/public/feedback/{token}")
@Tag(name = "Feedback")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class PublicFeedbackResource {
    private final Giving giving;

    @Inject
    PublicFeedbackResource(Giving giving) {
        this.giving = giving;
    }

    /** The body as the documentation shows it. */
    @Schema(name = "GivenFeedback")
    record Body(
            @Schema(required = true, minimum = "1", maximum = "5", description = "5 is best.")
            int rating,

            @Schema(maxLength = Feedback.MAX_COMMENT) @Nullable
            String comment) {}

    @GET
    @SecurityRequirements
    @Operation(operationId = "getFeedbackForm", summary = "See what a link is about")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FeedbackForm.class)))
    public FeedbackForm look(@PathParam("token") String token) {
        return giving.look(token);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "giveFeedback",
            summary = "Say how it was",
            description = "Once; within an hour something else takes its place, later it is 409 `feedback_given`."
                    + " The same again changes nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "Said for the first time.",
            content = @Content(schema = @Schema(implementation = FeedbackForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "Said anew, or the same again.",
            content = @Content(schema = @Schema(implementation = FeedbackForm.class)))
    public Response give(@PathParam("token") String token, Fields fields) {
        int rating = fields.integer("rating", Feedback.WORST, Feedback.BEST);
        String comment = fields.optionalLines("comment", Feedback.MAX_COMMENT);
        fields.check();
        Giving.Given given = giving.give(token, rating, comment == null || comment.isBlank() ? null : comment);
        return Response.status(given.isFirst() ? 201 : 200).entity(given.form()).build();
    }
}
