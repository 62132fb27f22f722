package io.virtualqueue.server.identity;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import io.virtualqueue.server.http.WholeBody;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets requests of applications that sign go on only when they are signed, in time, and for the first time. */
@Singleton
final class RequestSignatures {
    /** How far the timestamp may be from this server's clock. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    static final String SIGNATURE = "X-Signature";
    static final String TIMESTAMP = "X-Timestamp";

    private static final int SIGNATURE_LENGTH = 64;
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Clock clock;
    private final SeenSignatures seen;

    @Inject
    RequestSignatures(Clock clock) {
        this(clock, new SeenSignatures(WINDOW.multipliedBy(2), SeenSignatures.MAX_IN_A_TURN));
    }

    RequestSignatures(Clock clock, SeenSignatures seen) {
        this.clock = clock;
        this.seen = seen;
    }

    /** Reads the body, and goes on when the request is signed with one of these; else answers 401, 413 or 503. */
    void require(RoutingContext context, List<SigningSecret> secrets, Runnable then) {
        HttpServerRequest request = context.request();
        String signature = request.getHeader(SIGNATURE);
        String timestamp = request.getHeader(TIMESTAMP);
        ProblemException untimely = untimely(signature, timestamp);
        if (untimely != null) {
            RouterProblems.answer(context, untimely);
            return;
        }
        WholeBody.read(context, body -> {
            ProblemException refusal = refusal(
                    SignedRequest.of(request.method().name(), target(request), timestamp, body), signature, secrets);
            if (refusal == null) {
                then.run();
            } else {
                RouterProblems.answer(context, refusal);
            }
        });
    }

    private @Nullable ProblemException untimely(@Nullable String signature, @Nullable String timestamp) {
        if (signature == null || timestamp == null) {
            return ProblemException.unauthorized(
                    "signature_required", "This application's requests need " + SIGNATURE + " and " + TIMESTAMP + ".");
        }
        Instant signedAt = SignedRequest.time(timestamp);
        return signedAt == null
                        || Duration.between(signedAt, clock.instant()).abs().compareTo(WINDOW) > 0
                ? ProblemException.unauthorized(
                        "signature_expired",
                        TIMESTAMP + " must be within " + WINDOW.toSeconds() + " s of this server's time.")
                : null;
    }

    /** Why the request is refused, or null when it may go on. */
    @Nullable
    ProblemException refusal(SignedRequest request, String signature, List<SigningSecret> secrets) {
        byte[] sent = parse(signature);
        if (sent == null || !isBySome(request, sent, secrets)) {
            return ProblemException.unauthorized("signature_wrong", "The signature is not that of this request.");
        }
        return switch (seen.add(sent, clock.millis())) {
            case FRESH -> null;
            case REPLAYED ->
                ProblemException.unauthorized("signature_replayed", "This very request was accepted before.");
            case FULL ->
                ProblemException.unavailable(
                        "too_many_signatures",
                        "More signed requests came than can be told apart.",
                        RETRY_AFTER_SECONDS);
        };
    }

    private boolean isBySome(SignedRequest request, byte[] sent, List<SigningSecret> secrets) {
        Instant now = clock.instant();
        boolean is = false;
        for (SigningSecret secret : secrets) {
            is |= secret.holdsAt(now) && MessageDigest.isEqual(request.signature(secret.bytes()), sent);
        }
        return is;
    }

    private static byte @Nullable [] parse(String signature) {
        if (signature.length() != SIGNATURE_LENGTH) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(signature);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String target(HttpServerRequest request) {
        return request.query() == null ? request.path() : request.path() + "?" + request.query();
    }
}
