package io.virtualqueue.server.push.sse;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Adds the streams to the API's description: they are no resources, which the framework would find by itself. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = EventStreamDescription.BEFORE_THE_OTHERS)
public final class EventStreamDescription implements OASFilter {
    /** What is said of all operations is said of these too, if they are there by then. */
    static final int BEFORE_THE_OTHERS = 1_000;

    private static final String TENANT = "/v1/tenants/{tenantId}";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final Map<String, Operation> STREAMS = Map.of(
            TENANT + "/queues/{queueId}/events",
            stream(
                    "streamQueue",
                    "Hear what happens to a queue",
                    "For staff each event of the queue's journal, with its number as the id; for who holds a session"
                            + " token of the queue how full it is.",
                    "queueId"),
            TENANT + "/queues/{queueId}/sessions/{sessionId}/events",
            stream(
                    "streamSession",
                    "Hear where a session stands",
                    "And how full its queue is. The last event of an ended session has the id `end`; who comes back with"
                            + " that gets 204.",
                    "queueId",
                    "sessionId"),
            TENANT + "/sessions/{sessionId}/events",
            stream(
                    "streamSessionById",
                    "Hear where a session stands, without naming its queue",
                    "And how full its queue is.",
                    "sessionId"));

    @Override
    public void filterOpenAPI(OpenAPI description) {
        STREAMS.forEach((path, operation) -> description
                .getPaths()
                .addPathItem(path, OASFactory.createPathItem().GET(operation)));
    }

    private static Operation stream(String id, String summary, String details, String... ids) {
        Operation operation = OASFactory.createOperation()
                .operationId(id)
                .summary(summary)
                .description(details)
                .addTag("Live updates")
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "200",
                                OASFactory.createAPIResponse()
                                        .description("Server-sent events, until either side ends them")
                                        .content(OASFactory.createContent()
                                                .addMediaType(
                                                        EVENT_STREAM,
                                                        OASFactory.createMediaType()
                                                                .schema(text()))))
                        .addAPIResponse(
                                "default", OASFactory.createAPIResponse().description("A problem")));
        operation.addParameter(inPath("tenantId"));
        for (String each : ids) {
            operation.addParameter(inPath(each));
        }
        return operation
                .addParameter(OASFactory.createParameter()
                        .name("Last-Event-ID")
                        .in(Parameter.In.HEADER)
                        .description("The id of the last event that the client has: every later one follows.")
                        .schema(text()))
                .addParameter(OASFactory.createParameter()
                        .name("access_token")
                        .in(Parameter.In.QUERY)
                        .description("The credential, for browsers, which send no headers here.")
                        .schema(text()));
    }

    private static Parameter inPath(String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.PATH)
                .required(true)
                .schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }
}
