package io.virtualqueue.server.webhook;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into an array for each column. */
record Columns<T>(Connection connection, List<T> rows) {
    /** One column, as an array of that type of PostgreSQL. */
    Array of(String type, Function<T, @Nullable Object> column) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
