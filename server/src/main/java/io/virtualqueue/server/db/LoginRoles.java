package io.virtualqueue.server.db;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two roles that one database's pools log in as. Their passwords follow from the owner's, so that all servers on one
 * database agree without telling each other.
 */
record LoginRoles(Login request, Login worker) {
    /** PostgreSQL cuts longer names off silently. */
    private static final int NAME_LIMIT_BYTES = 63;

    private static final String LONGEST_SUFFIX = "_request";

    /** A role and its password. */
    record Login(String role, String password) {
        @Override
        public String toString() {
            return role;
        }
    }

    static LoginRoles of(String database, String ownerPassword) {
        if (database.getBytes(StandardCharsets.UTF_8).length > NAME_LIMIT_BYTES - LONGEST_SUFFIX.length()) {
            throw new StartupException("The database's name is too long; use at most "
                    + (NAME_LIMIT_BYTES - LONGEST_SUFFIX.length()) + " bytes.");
        }
        return new LoginRoles(
                login(database + LONGEST_SUFFIX, ownerPassword), login(database + "_worker", ownerPassword));
    }

    private static Login login(String role, String ownerPassword) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ownerPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal(("virtualqueue login " + role).getBytes(StandardCharsets.UTF_8));
            return new Login(role, HexFormat.of().formatHex(derived));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
