package io.virtualqueue.server.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database cannot be asked now: no connection was free in time, it broke, or the database did not answer in time.
 * Whether a transaction that was being committed took effect is unknown. Worth a retry.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    /** Connection exceptions, shut-downs and insufficient resources. */
    private static final Set<String> CLASSES = Set.of("08", "53");

    /** Shut-down and crash, a time-out of a statement or a lock, and a server that became a read-only standby. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P04", "57014", "55P03", "25006");

    public DatabaseUnavailableException(Throwable cause) {
        super("The database is not available", cause);
    }

    /** Whether this failure, or what caused it, means that the database cannot be asked now. */
    public static boolean isMeantBy(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof DatabaseUnavailableException || at instanceof SQLTransientConnectionException) {
                return true;
            }
            if (at instanceof SQLException exception && isAway(exception.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(@Nullable String state) {
        return state != null
                && (STATES.contains(state) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2))));
    }
}
