package io.virtualqueue.server.queue;

import io.virtualqueue.engine.OpeningHours;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.VisitRules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether people may join now.
 *
 * @param opensAt when the hours next begin; null while open, and when nobody can tell
 * @param closesAt when the present hours end; null while closed, and without hours
 */
public record OpenTimes(
        boolean isOpenNow,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt) {
    private static final OpenTimes ALWAYS = new OpenTimes(true, null, null);
    private static final OpenTimes NEVER = new OpenTimes(false, null, null);

    /** By the queue's status and its hours. */
    public static OpenTimes of(QueueSettings settings, Instant now) {
        VisitRules rules = settings.visits();
        OpeningHours hours = rules.hours();
        if (settings.status() == QueueStatus.CLOSED) {
            return NEVER;
        }
        if (hours == null) {
            return ALWAYS;
        }
        return hours.isOpen(now, rules.zone())
                ? new OpenTimes(true, null, hours.closing(now, rules.zone()))
                : new OpenTimes(false, hours.nextOpening(now, rules.zone()), null);
    }
}
