package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.http.Fields;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that a webhook brings of its own, such as a token that the receiver asks for. */
final class OwnHeaders {
    static final int MAX = 20;
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_VALUE_LENGTH = 1_000;
    /** Stands for every value wherever it is shown. */
    static final String MASK = "***";

    private static final String FIELD = "headers";
    private static final int MAX_BYTES = 64 * 1024;
    /** A token (RFC 9110, 5.6.2). */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + MAX_NAME_LENGTH + "}");

    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

    private OwnHeaders() {}

    /** Reads the field {@code headers}; none when it is null, and null when it is absent. */
    static @Nullable Map<String, String> read(Fields fields) {
        if (!fields.isPresent(FIELD)) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        ObjectNode object = fields.freeObject(FIELD, MAX_BYTES);
        if (object == null) {
            return headers;
        }
        if (object.size() > MAX) {
            fields.reject(FIELD, "must be at most " + MAX);
            return headers;
        }
        Set<String> names = new TreeSet<>();
        object.properties().forEach(header -> {
            String message = refusal(header.getKey(), header.getValue());
            if (message == null && !names.add(header.getKey().toLowerCase(Locale.ROOT))) {
                message = "is there twice";
            }
            if (message != null) {
                fields.reject(FIELD + "." + shown(header.getKey()), message);
            }
            headers.put(header.getKey(), header.getValue().asText());
        });
        return headers;
    }

    private static @Nullable String refusal(String name, JsonNode value) {
        if (!NAME.matcher(name).matches()) {
            return "must be the name of a header, of at most " + MAX_NAME_LENGTH + " characters";
        }
        if (!DeliveryRequest.isFree(name)) {
            return "is set by the server";
        }
        String text = value.textValue();
        if (text == null
                || text.length() > MAX_VALUE_LENGTH
                || !VALUE.matcher(text).matches()) {
            return "must be a text of 1 to " + MAX_VALUE_LENGTH + " printable ASCII characters";
        }
        return text.equals(MASK) ? "is masked: send its value, or no headers to leave them as they are" : null;
    }

    /** What is not a name may be anything, of any length. */
    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "?";
    }
}
