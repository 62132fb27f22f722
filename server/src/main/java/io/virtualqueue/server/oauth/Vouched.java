package io.virtualqueue.server.oauth;

import io.quarkus.oidc.UserInfo;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says of a person.
 *
 * @param email the address, or null when it says none
 * @param isVerified whether it says that the address has been verified
 */
record Vouched(@Nullable String email, boolean isVerified) {
    private static final String USER_INFO = "userinfo";
    private static final String EMAIL = "email";
    private static final String VERIFIED = "email_verified";

    static Vouched of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token && token.getClaim(EMAIL) != null) {
            return new Vouched(lower(token.getClaim(EMAIL)), isTrue(token.getClaim(VERIFIED)));
        }
        UserInfo info = identity.getAttribute(USER_INFO);
        return info == null || info.getString(EMAIL) == null
                ? new Vouched(null, false)
                : new Vouched(lower(info.getString(EMAIL)), isTrue(info.get(VERIFIED)));
    }

    /** Some issuers write it as a text. */
    private static boolean isTrue(@Nullable Object claim) {
        return claim != null && "true".equals(claim.toString().replace("\"", ""));
    }

    private static String lower(Object email) {
        return email.toString().toLowerCase(Locale.ROOT);
    }
}
