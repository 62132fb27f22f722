package io.virtualqueue.server.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.identity.Account;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "User")
record UserView(
        UUID id,
        UUID tenantId,
        String email,
        @Nullable String name,
        String role,

        @Schema(enumeration = {"invited", "active", "disabled"})
        String status,

        @Schema(enumeration = {"none", "totp", "email"}) String mfa,
        @Nullable Instant lastLoginAt,
        Instant createdAt,

        @Schema(
                description = "By which the invited person chooses a password. Only in the answer that made the person,"
                        + " and only where this server sends no mail.")
        @Nullable
        String inviteToken) {

    static UserView of(UUID tenantId, Account account, @Nullable String inviteToken) {
        return new UserView(
                account.id(),
                tenantId,
                account.email(),
                account.name(),
                account.role().wireName(),
                account.status().wireName(),
                account.mfa().wireName(),
                account.lastLoginAt(),
                account.createdAt(),
                inviteToken);
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
