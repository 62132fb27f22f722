package io.virtualqueue.server.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a database cannot be used. */
final class StartupProblems {
    private StartupProblems() {}

    static StartupException of(DatabaseSettings.External owner, SQLException failure) {
        return new StartupException(sentence(owner, failure), failure);
    }

    private static String sentence(DatabaseSettings.External owner, SQLException failure) {
        return switch (state(failure)) {
            case "28P01", "28000" ->
                "The database at " + owner.url() + " refuses user " + owner.user()
                        + ": wrong user, password or pg_hba.conf.";
            case "3D000" -> "The database of " + owner.url() + " does not exist; create it first.";
            case "42501" ->
                "The database user " + owner.user()
                        + " may not do what is needed; it must own the database and have CREATEROLE.";
            case "53100" -> "The database's disk is full.";
            case "53300" -> "The database has no free connections; raise its max_connections.";
            case "08001", "08004", "08006", "57P03" -> "The database at " + owner.url() + " cannot be reached.";
            default -> "The database at " + owner.url() + " cannot be prepared: " + firstLine(failure.getMessage());
        };
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
