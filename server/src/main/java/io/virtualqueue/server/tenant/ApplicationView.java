package io.virtualqueue.server.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.identity.Application;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An application as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Application")
record ApplicationView(
        UUID id,
        UUID tenantId,
        String name,
        List<String> allowedOrigins,
        @Nullable String callbackUrl,
        boolean signatureRequired,

        @Schema(description = "Absent when it may send what its tenant may.") @Nullable
        Integer rateLimitPerMinute,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "A live key. Only in the answer that made the application; it is never shown again.")
        @Nullable
        String apiKey,

        @Schema(description = "What requests are signed with; shown as once as the key, where signatures are required.")
        @Nullable
        String signingSecret) {

    /** A page of applications. */
    @Schema(name = "Applications")
    record Page(List<ApplicationView> applications, Pagination pagination) {}

    /** What an application signs with. */
    @Schema(name = "SigningSecret")
    record Secret(@Schema(description = "Shown this once.") String signingSecret) {
        @Override
        public String toString() {
            return "SigningSecret";
        }
    }

    static ApplicationView of(Application application) {
        return of(application, null, null);
    }

    static ApplicationView of(Application application, @Nullable String apiKey, @Nullable String signingSecret) {
        Application.Settings settings = application.settings();
        return new ApplicationView(
                application.id(),
                application.tenantId(),
                settings.name(),
                settings.allowedOrigins(),
                settings.callbackUrl(),
                settings.signatureRequired(),
                settings.rateLimitPerMinute(),
                application.createdAt(),
                application.updatedAt(),
                apiKey,
                signingSecret);
    }

    @Override
    public String toString() {
        return "Application[" + id + "]";
    }
}
