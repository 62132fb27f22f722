package io.virtualqueue.server.journal;

import java.sql.SQLException;

/** What a failed statement means for the batch it was part of. */
enum SqlFault {
    /** The data of some command cannot be stored, or breaks a constraint. */
    DATA,
    /** Lost a race for a lock; the same again may succeed. */
    CONTENTION,
    /** The server is away or cannot work now. */
    AWAY;

    static SqlFault of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
            return DATA;
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> CONTENTION;
            default -> AWAY;
        };
    }

    /** Whether a COMMIT that failed like this may have happened all the same: the connection broke before its answer. */
    static boolean leavesCommitOpen(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
