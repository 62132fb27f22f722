package io.virtualqueue.server.http;

import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a list as the client wrote it; {@link #request} says what it means. */
public final class PageQuery {
    @QueryParam("page")
    @Parameter(description = "From 1.", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
    @Nullable
    String page;

    @QueryParam("limit")
    @Parameter(
            description = "How many on a page.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Nullable
    String limit;

    @QueryParam("status")
    @Parameter(description = "Only those with this status.")
    @Nullable
    String status;

    @QueryParam("search")
    @Parameter(description = "Only those whose name holds this text.")
    @Nullable
    String search;

    @QueryParam("sort")
    @Parameter(description = "The field to sort by.")
    @Nullable
    String sort;

    @QueryParam("order")
    @Parameter(
            schema =
                    @Schema(
                            enumeration = {"asc", "desc"},
                            defaultValue = "asc"))
    @Nullable
    String order;

    @QueryParam("tenantId")
    @Parameter(description = "For super admins, where the path names no tenant.")
    @Nullable
    String tenantId;

    /** The query of whoever asks for this page of a list, with so many on it, in the list's own order. */
    public static PageQuery of(int page, int limit) {
        PageQuery query = new PageQuery();
        query.page = Integer.toString(page);
        query.limit = Integer.toString(limit);
        return query;
    }

    /**
     * The tenant that the query names, or null.
     *
     * @throws ProblemException 422 when it is no id
     */
    public @Nullable UUID tenantId() {
        return TenantQuery.parse(tenantId);
    }

    /**
     * Reads the query.
     *
     * @param statuses the words that {@code status} may be; empty when the list has none
     * @param sortFields the fields that {@code sort} may name, the default first
     * @throws ProblemException 422 naming every bad parameter
     */
    public PageRequest request(List<String> statuses, List<String> sortFields) {
        var errors = new ArrayList<Problem.FieldError>();
        var request = new PageRequest(
                number("page", page, 1, PageRequest.MAX_PAGE, 1, errors),
                number("limit", limit, 1, PageRequest.MAX_LIMIT, PageRequest.DEFAULT_LIMIT, errors),
                status == null ? null : word("status", status, statuses, errors),
                searchText(errors),
                sort == null ? sortFields.getFirst() : word("sort", sort, sortFields, errors),
                order != null
                        && word("order", order, List.of("asc", "desc"), errors).equals("desc"));
        if (!errors.isEmpty()) {
            throw ProblemException.invalidFields(errors);
        }
        return request;
    }

    private @Nullable String searchText(List<Problem.FieldError> errors) {
        if (search == null || search.isEmpty()) {
            return null;
        }
        if (search.length() > PageRequest.MAX_SEARCH_LENGTH || search.chars().anyMatch(Character::isISOControl)) {
            errors.add(new Problem.FieldError("search", FieldRules.textMessage(1, PageRequest.MAX_SEARCH_LENGTH)));
        }
        return search;
    }

    private static int number(
            String name, @Nullable String text, int min, int max, int defaultValue, List<Problem.FieldError> errors) {
        if (text == null) {
            return defaultValue;
        }
        int number = WholeNumber.parse(text, min, max).orElse(Integer.MIN_VALUE);
        if (number == Integer.MIN_VALUE) {
            errors.add(new Problem.FieldError(name, "must be a whole number between " + min + " and " + max));
        }
        return number;
    }

    private static String word(String name, String text, List<String> allowed, List<Problem.FieldError> errors) {
        if (!allowed.contains(text)) {
            errors.add(new Problem.FieldError(
                    name, allowed.isEmpty() ? "is not offered here" : "must be one of " + String.join(", ", allowed)));
        }
        return text;
    }
}
