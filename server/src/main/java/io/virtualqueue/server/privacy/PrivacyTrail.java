package io.virtualqueue.server.privacy;

import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.Trail;
import io.virtualqueue.server.trail.TrailEntry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Notes in a tenant's trail what was done with personal data, never the data. */
@Singleton
final class PrivacyTrail {
    static final TrailEntry.Subject PERSON = new TrailEntry.Subject("person", null);

    private final Clock clock;

    @Inject
    PrivacyTrail(Clock clock) {
        this.clock = clock;
    }

    /** Adds an entry in the transaction of this handle. */
    void note(
            Handle handle, UUID tenantId, Actor by, String action, TrailEntry.Subject subject, @Nullable String after) {
        try {
            Trail.add(
                    handle.getConnection(),
                    List.of(new TrailEntry(
                            tenantId, TimeOrderedId.next(), clock.instant(), by, action, subject, null, after)));
        } catch (SQLException failure) {
            throw new UnableToExecuteStatementException(failure, null);
        }
    }
}
