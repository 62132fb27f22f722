package io.virtualqueue.server.identity;

/** Finds out who calls. */
final class Authentication {
    /** Where a request keeps its caller. */
    static final String CALLER = "io.virtualqueue.caller";

    private Authentication() {}
}
