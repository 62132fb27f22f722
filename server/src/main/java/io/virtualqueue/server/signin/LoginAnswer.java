package io.virtualqueue.server.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.identity.Logins;
import io.virtualqueue.server.identity.Tickets.Purpose;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What logging in gives: tokens, or how to go on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LoginAnswer")
record LoginAnswer(
        @Nullable String accessToken,
        @Nullable String refreshToken,

        @Schema(description = "Seconds that the access token, or else the mfaToken, is good")
        long expiresIn,

        @Nullable String tokenType,

        @Schema(description = "A code of the second factor is needed") @Nullable
        Boolean mfaRequired,

        @Schema(description = "A second factor must be set up first") @Nullable
        Boolean mfaEnrolmentRequired,

        @Nullable String mfaToken,

        @Schema(enumeration = {"totp", "recovery", "email"}) @Nullable
        List<String> mfaMethods) {

    private static final String BEARER = "Bearer";

    static LoginAnswer of(SignIn.Step step) {
        return switch (step) {
            case SignIn.Step.In(var granted) -> of(granted);
            case SignIn.Step.CodeNeeded(var token, var methods) ->
                new LoginAnswer(
                        null,
                        null,
                        Purpose.SECOND_FACTOR.ttl().toSeconds(),
                        null,
                        true,
                        null,
                        token,
                        methods.stream().map(MfaMethod::wireName).toList());
            case SignIn.Step.EnrolmentNeeded(var token) ->
                new LoginAnswer(null, null, Purpose.ENROLMENT.ttl().toSeconds(), null, null, true, token, null);
        };
    }

    static LoginAnswer of(Logins.Granted granted) {
        return new LoginAnswer(
                granted.accessToken(),
                granted.refreshToken(),
                granted.goodFor().toSeconds(),
                BEARER,
                null,
                null,
                null,
                null);
    }

    @Override
    public String toString() {
        return "LoginAnswer";
    }
}
