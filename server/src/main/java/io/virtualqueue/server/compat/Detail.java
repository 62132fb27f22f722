package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemForm;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Objects;

/** {@code {"detail": …}}, as clients of the waiting room know what is wrong; the code of {@code /v1} stands beside it. */
enum Detail implements ProblemForm {
    WAITING_ROOM;

    /** What the waiting room calls the fields of {@code /v1}. */
    private static final Map<String, String> NAMES = Map.of(
            "queueId", "queue_id",
            "userId", "visitor_id",
            "applicationId", "application_id",
            "releaseRatePerMinute", "max_users_per_minute",
            "isActive", "is_active",
            "callbackUrl", "callback_url",
            "allowedOrigins", "domain",
            "allowedOrigins[0]", "domain");

    @Override
    public Told told(Problem problem) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (problem.errors() == null || problem.errors().isEmpty()) {
            body.put("detail", Objects.requireNonNullElse(problem.detail(), problem.title()));
        } else {
            var details = body.putArray("detail");
            for (Problem.FieldError error : problem.errors()) {
                ObjectNode detail = details.addObject();
                detail.putArray("loc").add("body").add(NAMES.getOrDefault(error.field(), error.field()));
                detail.put("msg", error.message()).put("type", "value_error");
            }
        }
        body.put("code", problem.code());
        return new Told(problem.status(), MediaType.APPLICATION_JSON, body.toString());
    }
}
