package io.virtualqueue.server.http;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param page from 1 to {@value #MAX_PAGE}
 * @param limit how many on a page, from 1 to {@value #MAX_LIMIT}
 * @param status only those with this status, or null for all
 * @param search only those that hold this text, or null for all; never empty
 * @param sort one of the fields that the feature allows
 * @param descending whether the largest come first
 */
public record PageRequest(
        int page,
        int limit,
        @Nullable String status,
        @Nullable String search,
        String sort,
        boolean descending) {

    public static final int MAX_PAGE = 1_000_000;
    public static final int MAX_LIMIT = 100;
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_SEARCH_LENGTH = 255;

    /** How many come before this page. */
    public int offset() {
        return (page - 1) * limit;
    }

    /** What the answer says about where in the list it is. */
    public Pagination of(long total) {
        return new Pagination(page, limit, total, (total + limit - 1) / limit);
    }
}
