package io.virtualqueue.server.db;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The passwords of an embedded PostgreSQL: made once, kept in a file that only its owner may read. */
record Credentials(String superuserPassword, String ownerPassword) {
    private static final int PASSWORD_BYTES = 24;

    static Credentials generate() {
        return new Credentials(password(), password());
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static Credentials read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Credentials(
                properties.getProperty("superuser.password", ""), properties.getProperty("owner.password", ""));
    }

    void write(Path file) throws IOException {
        PrivateFile.write(file, "superuser.password=" + superuserPassword + "\nowner.password=" + ownerPassword + "\n");
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
