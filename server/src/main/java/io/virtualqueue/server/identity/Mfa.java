package io.virtualqueue.server.identity;

import java.util.Locale;

/** What a person needs besides the password to log in. */
public enum Mfa {
    NONE,
    /** A code of an authenticator app (RFC 6238). */
    TOTP,
    /** A code that is sent by email. */
    EMAIL;

    /** The name in JSON and the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mfa ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
