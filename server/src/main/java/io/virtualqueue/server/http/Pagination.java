package io.virtualqueue.server.http;

/**
 * Where in a list a page is; every list's answer carries it beside its elements.
 *
 * @param total how many there are on all pages
 */
public record Pagination(int page, int limit, long total, long totalPages) {}
