package io.virtualqueue.server.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.identity.ApiKey;
import io.virtualqueue.server.identity.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ApiKey")
record ApiKeyView(
        UUID id,
        String name,

        @Schema(description = "What the key begins with.") String prefix,

        List<String> scopes,

        @Schema(description = "Whether it works in the tenant's sandbox.")
        boolean test,

        @Schema(description = "When it stops; absent when it does not stop by itself.") @Nullable
        Instant expiresAt,

        @Schema(description = "To the minute; absent when it has not been used.") @Nullable
        Instant lastUsedAt,

        Instant createdAt,

        @Schema(description = "Absent unless it was revoked.") @Nullable
        Instant revokedAt,

        @Schema(description = "Only in the answer that made the key; it is never shown again.") @Nullable
        String key) {

    /** A page of keys. */
    @Schema(name = "ApiKeys")
    record Page(List<ApiKeyView> keys, Pagination pagination) {}

    static ApiKeyView of(ApiKey key) {
        return of(key, null);
    }

    static ApiKeyView of(ApiKey.Made made) {
        return of(made.key(), made.secret());
    }

    private static ApiKeyView of(ApiKey key, @Nullable String secret) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.prefix(),
                key.scopes().stream().sorted().map(Scope::wireName).toList(),
                key.test(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.createdAt(),
                key.revokedAt(),
                secret);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
