package io.virtualqueue.server.access;

import java.util.Locale;

/** Who can hold a credential, in the order of the columns of the page on permissions. */
enum Holder {
    SUPER_ADMIN,
    ADMIN,
    MANAGER,
    STAFF,
    CUSTOMER,
    API_KEY,
    SESSION_TOKEN,
    PASS,
    NONE;

    /** What heads the column. */
    String heading() {
        return this == API_KEY ? "API key" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A person of a tenant. */
    boolean isOfTenant() {
        return this == ADMIN || this == MANAGER || this == STAFF || this == CUSTOMER;
    }
}
