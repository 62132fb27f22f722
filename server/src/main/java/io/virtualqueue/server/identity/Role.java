package io.virtualqueue.server.identity;

import java.util.List;
import java.util.Locale;

/** What a person may do; each role may do all that the later ones may. */
public enum Role {
    /** Runs the platform: makes tenants and acts in any of them. */
    SUPER_ADMIN,
    /** Runs a tenant: its people, keys and settings. */
    ADMIN,
    /** Sets up queues. */
    MANAGER,
    /** Serves: sees queues and everyone in them, calls, completes. */
    STAFF,
    /** Waits. */
    CUSTOMER;

    /** The roles that people of a tenant may have. */
    public static final List<Role> OF_TENANTS = List.of(ADMIN, MANAGER, STAFF, CUSTOMER);

    /** The name in JSON, tokens and the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Whether this role includes the other. */
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }
}
