package io.virtualqueue.server.identity;

import java.util.Locale;

/** Whether a person can log in. */
public enum AccountStatus {
    /** Has not chosen a password yet. */
    INVITED,
    ACTIVE,
    /** May not log in until enabled again. */
    DISABLED;

    /** The name in JSON and the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AccountStatus ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
