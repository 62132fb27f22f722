package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Sessions in the words of the older waiting room. */
final class Places {
    private Places() {}

    /** Where a visitor stands, from a place of {@code /v1}. */
    static ObjectNode of(JsonNode now) {
        ObjectNode place = JsonNodeFactory.instance.objectNode();
        place.put("status", status(now.path("status").asText()));
        place.set("position", now.path("position"));
        place.put("estimated_wait_seconds", number(now.path("estimatedWaitSeconds")));
        place.put("estimated_wait_time", now.path("estimatedWaitTime").textValue());
        if (now.hasNonNull("pass")) {
            place.set("pass", now.path("pass"));
        }
        return place;
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isNumber() ? node.longValue() : null;
    }

    /** The older word for a status. */
    static String status(String status) {
        return switch (status) {
            case "released", "called", "serving" -> "ready";
            case "left", "transferred" -> "cancelled";
            case "no_show" -> "expired";
            default -> status;
        };
    }

    /** Whose token it is: it has been looked at before the request got here. */
    static Caller.SessionHolder holder(RoutingContext context, @Nullable String token) {
        if (token != null && !token.isEmpty() && Caller.of(context) instanceof Caller.SessionHolder holder) {
            return holder;
        }
        throw ProblemException.invalidField("token", "must be the token that joining gave");
    }
}
