package io.virtualqueue.server.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A callback as clients see it; of one that is not there only whose it would be. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Callback")
record CallbackView(
        @Nullable UUID id,
        @Nullable UUID applicationId,
        @Nullable UUID queueId,

        @Schema(description = "Where releases are told; absent when nowhere.") @Nullable
        String url,

        @Schema(description = "Whether it is told now: the server switches off what has failed for long.") @Nullable
        Boolean isActive,

        @Schema(description = "Why the server switched it off; absent when it did not.") @Nullable
        String disabledReason,

        @Schema(description = "Since when every attempt has failed; absent when the last one did not.") @Nullable
        Instant failingSince,

        @Schema(description = "Only in the answer that made it or gave it another; it is never shown again.") @Nullable
        String secret,

        @Schema(description = "How the secret ends.") @Nullable
        String secretHint,

        @Schema(description = "Until when it is signed with the former secret too; absent when it is not.") @Nullable
        Instant formerSecretUntil,

        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static CallbackView of(CallbackOwner owner, Optional<Callbacks.Known> known) {
        return known.map(found -> of(found, null))
                .orElseGet(() -> new CallbackView(
                        null,
                        owner.applicationId(),
                        owner.queueId(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    static CallbackView of(Callbacks.Known known) {
        return of(known, null);
    }

    static CallbackView withSecret(Callbacks.Known known) {
        return of(known, known.secret().text());
    }

    private static CallbackView of(Callbacks.Known known, @Nullable String secret) {
        Webhook callback = known.callback();
        return new CallbackView(
                callback.id(),
                callback.applicationId(),
                callback.queueId(),
                callback.url(),
                callback.isActive(),
                callback.disabledReason(),
                callback.failingSince(),
                secret,
                known.secret().hint(),
                known.formerSecretUntil(),
                callback.createdAt(),
                callback.updatedAt());
    }

    @Override
    public String toString() {
        return "Callback[" + id + "]";
    }
}
