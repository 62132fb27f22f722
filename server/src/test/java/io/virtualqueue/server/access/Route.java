package io.virtualqueue.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.RunningServer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the API as its description has it.
 *
 * @param path with its parameters in braces
 */
record Route(String method, String path, JsonNode described) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String FORM = "application/x-www-form-urlencoded";

    /** All routes that the server describes. */
    static List<Route> of(RunningServer server) {
        return of(description(server));
    }

    static JsonNode description(RunningServer server) {
        return server.api().get("/openapi?format=json").body();
    }

    static List<Route> of(JsonNode description) {
        return description.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("operationId"))
                        .map(operation -> new Route(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())))
                .toList();
    }

    /** As the page on permissions names it. */
    String name() {
        return method + " " + path;
    }

    /** The names of the path's parameters, in order. */
    List<String> parameters() {
        return PARAMETER
                .matcher(path)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** The path with a value for each parameter. */
    String filled(UnaryOperator<String> values) {
        return PARAMETER.matcher(path).replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    boolean takesBody() {
        return described.has("requestBody");
    }

    /** What the body of the request is described by; missing when there is none. */
    JsonNode bodySchema() {
        return described
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    /** Sends a body, where the route takes one, in the form that it takes. */
    HttpApi.Answer send(HttpApi caller, String filledPath, @Nullable String json) {
        if (!takesBody()) {
            return caller.send(method, filledPath, null);
        }
        return described.path("requestBody").path("content").has(FORM)
                ? caller.with("Content-Type", FORM).send(method, filledPath, "")
                : caller.send(method, filledPath, json);
    }
}
