package io.virtualqueue.server.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a program says who it is: by HTTP Basic or in the form, but not both (RFC 6749, 2.3.1). */
record ClientLogin(String id, String secret) {
    private static final String BASIC = "Basic ";
    private static final int MAX_HEADER_LENGTH = 1_000;

    /**
     * Reads it.
     *
     * @throws OAuthException when there is none, or two, or it is malformed
     */
    static ClientLogin of(@Nullable String authorization, Form form) {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        if (authorization != null) {
            if (secret != null) {
                throw OAuthException.invalidRequest("Send the client's secret once.");
            }
            return basic(authorization);
        }
        if (id == null || secret == null) {
            throw OAuthException.invalidClient();
        }
        return new ClientLogin(id, secret);
    }

    private static ClientLogin basic(String authorization) {
        if (authorization.length() > MAX_HEADER_LENGTH
                || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw OAuthException.invalidClient();
        }
        String text;
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidClient();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw OAuthException.invalidClient();
        }
        return new ClientLogin(Form.decode(text.substring(0, colon)), Form.decode(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "ClientLogin[" + id + "]";
    }
}
