package io.virtualqueue.server.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a body that is {@code application/x-www-form-urlencoded}. */
final class Form {
    static final int MAX_LENGTH = 10_000;
    static final int MAX_PARAMETERS = 50;

    private final Map<String, String> parameters;

    private Form(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads them.
     *
     * @throws OAuthException when the body is too long or malformed, or names a parameter twice (RFC 6749, 3.2)
     */
    static Form parse(byte[] body) {
        if (body.length > MAX_LENGTH) {
            throw OAuthException.invalidRequest("The body is longer than " + MAX_LENGTH + " bytes.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, String> parameters = new HashMap<>();
        for (String part : text.split("&", MAX_PARAMETERS + 1)) {
            int equals = part.indexOf('=');
            if (part.isEmpty()) {
                continue;
            }
            if (equals < 0 || parameters.size() == MAX_PARAMETERS) {
                throw OAuthException.invalidRequest("The body is not a form.");
            }
            String name = decode(part.substring(0, equals));
            if (parameters.put(name, decode(part.substring(equals + 1))) != null) {
                throw OAuthException.invalidRequest("A parameter is there twice.");
            }
        }
        return new Form(parameters);
    }

    /** The parameter, or null when it is absent; an empty one counts as absent (RFC 6749, 3.2). */
    @Nullable
    String get(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidRequest("Something is not URL-encoded well.");
        }
    }
}
