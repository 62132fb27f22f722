package io.virtualqueue.server.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers that the API's description names for all operations of a kind: what clients may send, and what answers bear. */
final class ApiHeaders {
    /** The number of the event that a write made. */
    static final String SEQ = "VQ-Seq";

    static final String RETRY_AFTER = "Retry-After";

    /** There where the client has a limit. */
    private static final List<String> RATE_LIMIT = List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

    private static final String ACCEPT_LANGUAGE = "Accept-Language";
    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    /** Where POST makes something once for an idempotency key, besides queues and sessions. */
    private static final List<String> MADE_ONCE =
            List.of("/tenants", "/users", "/applications", "/webhooks", "/locations", "/counters");
    /** What is done at a counter is done once for an idempotency key. */
    private static final String AT_COUNTER = "/counters/{counterId}/";
    /** The one write that may come again and again as it is. */
    private static final String HEARTBEAT = "/heartbeat";
    /** Streams begin with what is so now, and say nothing in any language. */
    private static final String EVENT_STREAM = "/events";

    private ApiHeaders() {}

    static void describe(OpenAPI description) {
        define(description.getComponents());
        description
                .getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        operation.getResponses().getAPIResponse("default").addHeader(RETRY_AFTER, reference(RETRY_AFTER));
        if (path.startsWith("/v1/")) {
            RATE_LIMIT.forEach(header -> answer(operation, header));
        }
        if (path.endsWith(EVENT_STREAM)) {
            return;
        }
        if (!path.contains("/queues") && !path.contains("/sessions")) {
            boolean isOnce = MADE_ONCE.stream().anyMatch(path::endsWith) || path.contains(AT_COUNTER);
            if (method == HttpMethod.POST && isOnce) {
                accept(operation, IdempotencyKey.HEADER);
                answer(operation, IdempotencyKey.REPLAYED);
            }
            return;
        }
        accept(operation, ACCEPT_LANGUAGE);
        boolean isWrite = WRITES.contains(method);
        if (isWrite && !path.endsWith(HEARTBEAT)) {
            accept(operation, IdempotencyKey.HEADER);
            answer(operation, IdempotencyKey.REPLAYED);
        }
        if (isWrite) {
            answer(operation, SEQ);
        } else if (path.contains("{queueId}") || path.contains("{sessionId}")) {
            accept(operation, MinSeq.HEADER);
        }
    }

    private static void accept(Operation operation, String header) {
        List<Parameter> parameters = new ArrayList<>();
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> !header.equals(parameter.getName()))
                    .forEach(parameters::add);
        }
        parameters.add(OASFactory.createParameter().ref("#/components/parameters/" + header));
        operation.setParameters(parameters);
    }

    private static void answer(Operation operation, String header) {
        for (Map.Entry<String, APIResponse> response :
                operation.getResponses().getAPIResponses().entrySet()) {
            if (response.getKey().startsWith("2")) {
                response.getValue().addHeader(header, reference(header));
            }
        }
    }

    private static Header reference(String header) {
        return OASFactory.createHeader().ref("#/components/headers/" + header);
    }

    private static void define(Components components) {
        components
                .addParameter(
                        IdempotencyKey.HEADER,
                        parameter(
                                IdempotencyKey.HEADER,
                                "Makes it safe to send this again: for 24 hours the same key gets the first answer.",
                                text().minLength(1).maxLength(IdempotencyKey.MAX_LENGTH)))
                .addParameter(
                        MinSeq.HEADER,
                        parameter(
                                MinSeq.HEADER,
                                "The highest " + SEQ + " that the client has seen: the answer is at least as new.",
                                wholeNumber()))
                .addParameter(
                        ACCEPT_LANGUAGE,
                        parameter(ACCEPT_LANGUAGE, "The language of what is said to people, such as waits.", text()))
                .addHeader(SEQ, header("The number of the queue's event that tells of this.", wholeNumber()))
                .addHeader(
                        IdempotencyKey.REPLAYED,
                        header(
                                "There when this is the first answer to an " + IdempotencyKey.HEADER + " again.",
                                flag()))
                .addHeader(
                        RATE_LIMIT.get(0),
                        header(
                                "How many requests a minute the client may send, where there is a limit.",
                                wholeNumber()))
                .addHeader(RATE_LIMIT.get(1), header("How many more it may send now.", wholeNumber()))
                .addHeader(RATE_LIMIT.get(2), header("In so many seconds it may send as many again.", wholeNumber()))
                .addHeader(
                        RETRY_AFTER,
                        header("With 429 and 503: so many seconds later it is worth another try.", wholeNumber()));
    }

    private static Parameter parameter(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(schema);
    }

    private static Header header(String description, Schema schema) {
        return OASFactory.createHeader().description(description).schema(schema);
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }

    private static Schema flag() {
        return OASFactory.createSchema().type(List.of(SchemaType.BOOLEAN));
    }

    private static Schema wholeNumber() {
        return OASFactory.createSchema().type(List.of(SchemaType.INTEGER)).minimum(BigDecimal.ZERO);
    }
}
