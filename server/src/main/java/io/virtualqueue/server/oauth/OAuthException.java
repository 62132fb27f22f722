package io.virtualqueue.server.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ends a request with an error as OAuth clients expect it (RFC 6749, 5.2), which is no problem document. */
final class OAuthException extends RuntimeException {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final String CHALLENGE = "Basic realm=\"virtualqueue\", charset=\"UTF-8\"";

    private final transient OAuthError error;
    private final int status;

    /** The body. */
    @Schema(name = "OAuthError")
    record OAuthError(
            String error, @JsonProperty("error_description") String errorDescription) {}

    private OAuthException(int status, String error, String description) {
        super(error, null, false, false);
        this.status = status;
        this.error = new OAuthError(error, description);
    }

    static OAuthException invalidRequest(String description) {
        return new OAuthException(BAD_REQUEST, "invalid_request", description);
    }

    static OAuthException invalidScope(String description) {
        return new OAuthException(BAD_REQUEST, "invalid_scope", description);
    }

    static OAuthException unsupportedGrantType() {
        return new OAuthException(BAD_REQUEST, "unsupported_grant_type", "The grant_type must be client_credentials.");
    }

    static OAuthException invalidClient() {
        return new OAuthException(UNAUTHORIZED, "invalid_client", "The client is not known by this id and secret.");
    }

    Response response() {
        var response = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(error);
        return (status == UNAUTHORIZED ? response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE) : response).build();
    }
}
