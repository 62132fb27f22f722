package io.virtualqueue.server.trail;

import io.virtualqueue.server.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Adds to the trail. */
public final class Trail {
    private static final String ADD = Sql.text(Trail.class, "add_entry");

    private Trail() {}

    /** Adds entries in the transaction of this connection: they are there if and only if what they tell of is. */
    public static void add(Connection connection, List<TrailEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (TrailEntry entry : entries) {
                statement.setObject(1, entry.tenantId());
                statement.setObject(2, entry.id());
                statement.setObject(3, entry.at().atOffset(ZoneOffset.UTC));
                statement.setString(4, entry.by().kind().name().toLowerCase(Locale.ROOT));
                statement.setObject(5, entry.by().id());
                statement.setString(6, entry.by().address());
                statement.setString(7, entry.action());
                statement.setString(8, entry.subject().kind());
                statement.setObject(9, entry.subject().id());
                statement.setString(10, entry.before());
                statement.setString(11, entry.after());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
