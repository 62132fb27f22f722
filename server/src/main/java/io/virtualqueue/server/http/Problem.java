package io.virtualqueue.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 wants it. It never tells how the server works inside.
 *
 * @param type always {@code about:blank}: the code says what is wrong
 * @param title the status in words
 * @param status the HTTP status
 * @param code stable, for programs
 * @param detail one sentence for people, or null
 * @param errors every bad field of the request, or null when none is to blame
 * @param retryAt when it will be possible (RFC 3339), or null when that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        @Nullable List<FieldError> errors,
        @Nullable String retryAt) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectWriter WRITER = new ObjectMapper().writerFor(Problem.class);

    /**
     * One bad field.
     *
     * @param field its path, such as {@code queues[3].name}
     * @param message what it must be
     */
    public record FieldError(String field, String message) {}

    public Problem {
        errors = errors == null ? null : List.copyOf(errors);
    }

    /** A problem of this status that no field is to blame for. */
    public static Problem of(int status, String code, @Nullable String detail) {
        return new Problem("about:blank", title(status), status, code, detail, null, null);
    }

    /** The problem for a status that has no more to say than its number. */
    static Problem of(int status) {
        return of(status, title(status).toLowerCase(Locale.ROOT).replace(' ', '_'), null);
    }

    /** 422, naming every bad field. */
    static Problem invalidFields(List<FieldError> errors) {
        return new Problem(
                "about:blank", title(422), 422, "invalid_fields", "Some fields are not acceptable.", errors, null);
    }

    byte[] toJson() {
        try {
            return WRITER.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Internal Server Error";
        };
    }
}
