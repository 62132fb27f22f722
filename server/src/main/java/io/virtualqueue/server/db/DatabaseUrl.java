package io.virtualqueue.server.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A database URL taken apart, so that credentials never travel inside a URL that may be logged.
 *
 * @param url JDBC URL without credentials
 * @param user from the URL, or empty
 * @param password from the URL, or empty
 */
record DatabaseUrl(String url, String user, String password) {
    private static final String SCHEME = "postgresql://";

    /** Reads {@code [jdbc:]postgresql://[user[:password]@]host[:port]/database[?parameters]}. */
    static DatabaseUrl parse(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        if (plain.startsWith("postgres://")) {
            plain = SCHEME + plain.substring("postgres://".length());
        }
        if (!plain.startsWith(SCHEME)) {
            throw new StartupException("VQ_DB_URL must look like postgresql://user:password@host:5432/database.");
        }
        String rest = plain.substring(SCHEME.length());
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> credentials = new LinkedHashMap<>();
        int at = place.lastIndexOf('@');
        if (at >= 0) {
            String[] pair = place.substring(0, at).split(":", 2);
            credentials.put("user", decoded(pair[0]));
            credentials.put("password", pair.length > 1 ? decoded(pair[1]) : "");
        }
        String query = question < 0 ? "" : withoutCredentials(rest.substring(question + 1), credentials);
        String hostAndDatabase = place.substring(at + 1);
        int slash = hostAndDatabase.indexOf('/');
        if (slash < 0 || slash == hostAndDatabase.length() - 1) {
            throw new StartupException("VQ_DB_URL names no database; add one: postgresql://host:5432/database.");
        }
        return new DatabaseUrl(
                "jdbc:" + SCHEME + hostAndDatabase + query,
                credentials.getOrDefault("user", ""),
                credentials.getOrDefault("password", ""));
    }

    private static String withoutCredentials(String query, Map<String, String> credentials) {
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            if (pair[0].equals("user") || pair[0].equals("password")) {
                credentials.put(pair[0], pair.length > 1 ? decoded(pair[1]) : "");
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    private static String decoded(String text) {
        try {
            // A plus sign is itself here, unlike in a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new StartupException("VQ_DB_URL holds a % that is not followed by two hex digits; write it as %25.");
        }
    }

    /** The settings, where a user or password given beside the URL wins over one inside it. */
    DatabaseSettings.External settings(String givenUser, String givenPassword) {
        String whichUser = givenUser.isEmpty() ? user : givenUser;
        String whichPassword = givenPassword.isEmpty() ? password : givenPassword;
        if (whichUser.isEmpty()) {
            throw new StartupException("VQ_DB_URL names no user; set VQ_DB_USER.");
        }
        if (whichPassword.isEmpty()) {
            throw new StartupException("The database user has no password; set VQ_DB_PASSWORD.");
        }
        return new DatabaseSettings.External(url, whichUser, whichPassword);
    }

    @Override
    public String toString() {
        return url;
    }
}
