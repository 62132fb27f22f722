package io.virtualqueue.server.signin;

import java.util.List;
import java.util.Locale;

/** A way to show a second factor. */
enum MfaMethod {
    /** A code of an authenticator app. */
    TOTP,
    /** One of the codes that are good once, for whoever has lost the other. */
    RECOVERY,
    /** A code that was sent by email. */
    EMAIL;

    static final List<MfaMethod> ALL = List.of(values());

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
