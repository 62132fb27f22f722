package io.virtualqueue.server.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's pages look; what is null looks as the server's own.
 *
 * @param primaryColor such as {@code #1a2b3c}, lower case
 * @param secondaryColor the same
 * @param logoUrl an https address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Branding")
public record Branding(
        @Schema(pattern = "^#[0-9A-Fa-f]{6}$") @Nullable String primaryColor,
        @Schema(pattern = "^#[0-9A-Fa-f]{6}$") @Nullable String secondaryColor,

        @Schema(description = "An https address", maxLength = TenantRules.MAX_URL_LENGTH) @Nullable
        String logoUrl) {
    /** That of the server. */
    public static final Branding NONE = new Branding(null, null, null);
}
