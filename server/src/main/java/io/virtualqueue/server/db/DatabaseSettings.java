package io.virtualqueue.server.db;

import java.nio.file.Path;
import java.util.Map;

/** Which PostgreSQL to use. */
public sealed interface DatabaseSettings {
    /**
     * PostgreSQL started by this process.
     *
     * @param data the directory that holds its data, credentials and log; made when missing
     */
    record Embedded(Path data) implements DatabaseSettings {}

    /**
     * A PostgreSQL that runs already.
     *
     * @param url JDBC URL without user and password
     * @param user the owner of the tables; may create roles
     * @param password not empty; the passwords of the roles that the server works with are derived from it
     */
    record External(String url, String user, String password) implements DatabaseSettings {
        @Override
        public String toString() {
            return "External[url=" + url + ", user=" + user + "]";
        }
    }

    /**
     * Reads {@code VQ_DB_URL}, {@code VQ_DB_USER} and {@code VQ_DB_PASSWORD}; embedded when there is no URL.
     *
     * @param environment environment variables
     * @param data the data directory of an embedded PostgreSQL
     * @throws StartupException when the URL cannot be read, or names no user or password
     */
    static DatabaseSettings from(Map<String, String> environment, Path data) {
        String url = environment.getOrDefault("VQ_DB_URL", "");
        if (url.isBlank()) {
            return new Embedded(data);
        }
        return DatabaseUrl.parse(url.strip())
                .settings(environment.getOrDefault("VQ_DB_USER", ""), environment.getOrDefault("VQ_DB_PASSWORD", ""));
    }
}
