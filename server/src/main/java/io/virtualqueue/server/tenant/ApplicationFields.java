package io.virtualqueue.server.tenant;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Application;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What making or changing an application takes. When it is made, absent fields have their defaults; when it is changed,
 * absent fields stay, and null clears {@code callbackUrl} and {@code rateLimitPerMinute}.
 */
@Schema(name = "ApplicationFields")
record ApplicationFields(
        @Schema(minLength = 1, maxLength = TenantRules.MAX_NAME_LENGTH, description = "Required for a new one.")
        @Nullable
        String name,

        @Schema(description = "From where browsers may join its queues", maxItems = TenantRules.MAX_ORIGINS) @Nullable
        List<String> allowedOrigins,

        @Schema(description = "Where it wants to be told; http or https.", maxLength = MAX_URL_LENGTH) @Nullable
        String callbackUrl,

        @Schema(description = "Whether requests with its keys must be signed.", defaultValue = "false") @Nullable
        Boolean signatureRequired,

        @Schema(
                description = "Requests that it may send; null for what its tenant may.",
                minimum = "1",
                maximum = "10000000")
        @Nullable
        Integer rateLimitPerMinute) {
    static final int MAX_URL_LENGTH = 2_000;
    static final int MAX_RATE_PER_MINUTE = 10_000_000;

    /** Reads the settings of a new application. */
    static Application.Settings settingsOf(Fields fields) {
        ApplicationFields read = read(fields);
        String name = fields.required("name", read.name(), "");
        fields.check();
        return new Application.Settings(
                name,
                read.allowedOrigins() == null ? List.of() : read.allowedOrigins(),
                read.callbackUrl(),
                Boolean.TRUE.equals(read.signatureRequired()),
                read.rateLimitPerMinute());
    }

    /** Reads a change, and says what becomes of settings by it. */
    static UnaryOperator<Application.Settings> changeOf(Fields fields) {
        ApplicationFields read = read(fields);
        fields.check();
        boolean setsUrl = fields.isPresent("callbackUrl");
        boolean setsRate = fields.isPresent("rateLimitPerMinute");
        return now -> new Application.Settings(
                read.name() == null ? now.name() : read.name(),
                read.allowedOrigins() == null ? now.allowedOrigins() : read.allowedOrigins(),
                setsUrl ? read.callbackUrl() : now.callbackUrl(),
                read.signatureRequired() == null ? now.signatureRequired() : read.signatureRequired(),
                setsRate ? read.rateLimitPerMinute() : now.rateLimitPerMinute());
    }

    private static ApplicationFields read(Fields fields) {
        return new ApplicationFields(
                TenantRules.name(fields),
                fields.isPresent("allowedOrigins") ? TenantRules.allowedOrigins(fields) : null,
                callbackUrl(fields),
                fields.optionalFlag("signatureRequired"),
                fields.optionalInteger("rateLimitPerMinute", 1, MAX_RATE_PER_MINUTE));
    }

    private static @Nullable String callbackUrl(Fields fields) {
        String text = fields.optionalText("callbackUrl", 1, MAX_URL_LENGTH);
        if (text != null && !isCallbackUrl(text)) {
            fields.reject("callbackUrl", "must be a URL of http or https, without user and fragment");
        }
        return text;
    }

    private static boolean isCallbackUrl(String text) {
        try {
            URI url = new URI(text);
            return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
