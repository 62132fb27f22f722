package io.virtualqueue.server.compat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemForm;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code {"success": true, "data": …}} and {@code {"success": false, "error": {"code", "message"}}}. */
enum Envelope implements ProblemForm {
    /** Codes are written in capitals, and whatever is wrong with a request is 400 {@code VALIDATION_ERROR}. */
    CLINIC,
    /** Status and code are those of {@code /v1}. */
    GUIDE;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MALFORMED = 400;
    private static final int UNPROCESSABLE = 422;
    /** What the clinic calls the fields of a join and of a log-in. */
    private static final Map<String, String> CLINICS_NAMES = Map.of(
            "userName", "name",
            "userPhone", "phone",
            "appointmentAt", "appointmentTime",
            "email", "username");

    /** Answers that it went well. */
    static Response success(int status, @Nullable JsonNode data) {
        return builder(status, data, null).build();
    }

    /** The same, with a word for people. */
    static Response success(@Nullable JsonNode data, String message) {
        return builder(Response.Status.OK.getStatusCode(), data, message).build();
    }

    /** The same, with the headers that go with what a feature answered. */
    static Response success(int status, FeatureAnswer answer) {
        return answer.withHeaders(builder(status, answer.body().isMissingNode() ? null : answer.body(), null));
    }

    /** The answer as far as its body goes. */
    static Response.ResponseBuilder builder(int status, @Nullable JsonNode data, @Nullable String message) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body(data, message));
    }

    private static ObjectNode body(@Nullable JsonNode data, @Nullable String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("success", true);
        if (data != null) {
            body.set("data", data);
        }
        if (message != null) {
            body.put("message", message);
        }
        return body;
    }

    @Override
    public Told told(Problem problem) {
        boolean isBadRequest = problem.status() == UNPROCESSABLE || problem.status() == MALFORMED;
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case CLINIC ->
                error.put(
                        "code",
                        isBadRequest ? "VALIDATION_ERROR" : problem.code().toUpperCase(Locale.ROOT));
            case GUIDE -> error.put("code", problem.code());
        }
        List<Problem.FieldError> errors = problem.errors() == null ? List.of() : problem.errors();
        error.put("message", message(problem, errors));
        if (!errors.isEmpty()) {
            var details = error.putArray("details");
            errors.forEach(each -> details.addObject().put("field", name(each)).put("message", each.message()));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("success", false);
        body.set("error", error);
        int status = this == CLINIC && isBadRequest ? MALFORMED : problem.status();
        return new Told(status, MediaType.APPLICATION_JSON, body.toString());
    }

    private String message(Problem problem, List<Problem.FieldError> errors) {
        return errors.isEmpty()
                ? Objects.requireNonNullElse(problem.detail(), problem.title())
                : errors.stream()
                        .map(each -> name(each) + " " + each.message())
                        .collect(Collectors.joining("; ", "", "."));
    }

    private String name(Problem.FieldError error) {
        return this == CLINIC ? CLINICS_NAMES.getOrDefault(error.field(), error.field()) : error.field();
    }

    static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree can be written", impossible);
        }
    }
}
