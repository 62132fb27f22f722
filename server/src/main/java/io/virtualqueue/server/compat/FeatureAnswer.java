package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.http.IdempotencyKey;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What a feature answered.
 *
 * @param body a missing node when there is none
 */
record FeatureAnswer(int status, JsonNode body, MultivaluedMap<String, Object> headers) {
    /** Headers that mean the same on the older paths. */
    private static final List<String> HEADERS = List.of("VQ-Seq", IdempotencyKey.REPLAYED);

    /** The answer of an older path, with what the feature says in headers. */
    Response withHeaders(Response.ResponseBuilder answer) {
        for (String name : HEADERS) {
            Object value = headers.getFirst(name);
            if (value != null) {
                answer.header(name, value);
            }
        }
        return answer.build();
    }
}
