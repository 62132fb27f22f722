package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Visit;
import org.jspecify.annotations.Nullable;

/** The column {@code visit} of the table {@code session}, for those who read that table themselves. */
public final class StoredVisit {
    private StoredVisit() {}

    /** What a session carries; null where the column is. */
    public static @Nullable Visit read(@Nullable String column) {
        return EventData.visitOf(column);
    }
}
