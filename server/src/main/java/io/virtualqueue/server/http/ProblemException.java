package io.virtualqueue.server.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. It is an answer, not a fault: it has no stack trace and is not logged. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    /** Headers that go with the answer, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** 400: the body cannot be read as JSON. */
    public static ProblemException malformedJson(String detail) {
        return of(400, "malformed_json", detail);
    }

    /** 401: there is no credential, or one that is wrong, expired or revoked. */
    public static ProblemException unauthorized(String detail) {
        return unauthorized("unauthorized", detail);
    }

    /** 401 with a code of the feature's own. */
    public static ProblemException unauthorized(String code, String detail) {
        return new ProblemException(Problem.of(401, code, detail), Map.of("WWW-Authenticate", "Bearer"));
    }

    /** 403: the caller is known and may not do this. */
    public static ProblemException forbidden(String detail) {
        return of(403, "forbidden", detail);
    }

    /** 403 with a code of the feature's own. */
    public static ProblemException forbidden(String code, String detail) {
        return of(403, code, detail);
    }

    /** 404: there is nothing here that the caller may see. */
    public static ProblemException notFound(String detail) {
        return of(404, "not_found", detail);
    }

    /** 404 with a code of the feature's own. */
    public static ProblemException notFound(String code, String detail) {
        return of(404, code, detail);
    }

    /** 409: the state of things does not allow it. */
    public static ProblemException conflict(String code, String detail) {
        return of(409, code, detail);
    }

    /** 409: the state of things does not allow it yet, but from that time on, if it is known. */
    public static ProblemException conflict(String code, String detail, @Nullable Instant retryAt) {
        Problem plain = Problem.of(409, code, detail);
        return new ProblemException(
                new Problem(
                        plain.type(),
                        plain.title(),
                        plain.status(),
                        plain.code(),
                        plain.detail(),
                        null,
                        retryAt == null ? null : retryAt.toString()),
                Map.of());
    }

    /** 409: the tenant has as many as its limit of that name allows. */
    public static ProblemException limitReached(String limit, int max) {
        return conflict("limit_reached", "The tenant may have no more: its limit of " + limit + " is " + max + ".");
    }

    /** 413: more than the server takes. */
    public static ProblemException tooLarge() {
        return of(413, "content_too_large", "The body is larger than " + Gate.MAX_BODY_BYTES + " bytes.");
    }

    /** 422: these fields are bad. */
    public static ProblemException invalidFields(List<Problem.FieldError> errors) {
        return new ProblemException(Problem.invalidFields(errors), Map.of());
    }

    /** 422: this field is bad. */
    public static ProblemException invalidField(String field, String message) {
        return invalidFields(List.of(new Problem.FieldError(field, message)));
    }

    /** 422 with a code of the feature's own. */
    public static ProblemException unprocessable(String code, String detail) {
        return of(422, code, detail);
    }

    /** 429: too often; come back after so many seconds. */
    public static ProblemException tooMany(String code, String detail, long retryAfterSeconds) {
        return new ProblemException(
                Problem.of(429, code, detail), Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    /** 503: not now; come back after so many seconds. */
    public static ProblemException unavailable(String code, String detail, int retryAfterSeconds) {
        return new ProblemException(
                Problem.of(503, code, detail), Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    static ProblemException of(int status, String code, @Nullable String detail) {
        return new ProblemException(Problem.of(status, code, detail), Map.of());
    }
}
