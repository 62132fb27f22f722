package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.OpeningHours.DayHours;
import io.virtualqueue.engine.OpeningHours.Slot;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gives queues the hours of the place where they are served. */
@Singleton
public final class ServiceHours {
    private final Journal journal;

    @Inject
    public ServiceHours(Journal journal) {
        this.journal = journal;
    }

    /**
     * Changes the zone and the hours in a queue's settings, and nothing else of them.
     *
     * @param week the usual week, or null for always open
     * @param by whom the trail names
     */
    public CompletionStage<Outcome> set(
            QueueKey queue,
            ZoneId zone,
            @Nullable Map<DayOfWeek, List<Slot>> week,
            List<DayHours> exceptions,
            Actor by) {
        var change = new Command.ChangeSettings(settings -> withHours(settings, zone, week, exceptions));
        return journal.submit(Submission.of(queue, change).leaving(QueueTrail.UPDATED.by(by)));
    }

    private static QueueSettings withHours(
            QueueSettings settings, ZoneId zone, @Nullable Map<DayOfWeek, List<Slot>> week, List<DayHours> exceptions) {
        VisitDraft draft = new VisitDraft(settings.visits());
        draft.zone = zone;
        draft.week = week;
        draft.exceptions = exceptions;
        return settings.withVisits(draft.finished());
    }
}
