package io.virtualqueue.server.identity;

import io.virtualqueue.server.trail.Trail;
import io.virtualqueue.server.trail.TrailEntry;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/** Adds to the trail within a transaction of this room. */
final class TrailWriter {
    private TrailWriter() {}

    /** Returns how many it added, which is one. */
    static int add(Handle handle, TrailEntry entry) {
        try {
            Trail.add(handle.getConnection(), List.of(entry));
            return 1;
        } catch (SQLException failure) {
            // As the other statements of the transaction fail.
            throw new ConnectionException(failure);
        }
    }
}
