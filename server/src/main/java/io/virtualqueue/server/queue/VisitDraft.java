package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Appointments;
import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.OpeningHours;
import io.virtualqueue.engine.VisitRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a queue says about those who come, while a request changes it. */
final class VisitDraft {
    ZoneId zone;

    /** Null when always open, but for the exceptions. */
    @Nullable
    Map<DayOfWeek, List<OpeningHours.Slot>> week;

    List<OpeningHours.DayHours> exceptions;

    @Nullable
    Integer maxWaiting;

    int getReadyAt;

    @Nullable
    String ticketPrefix;

    Duration noShowGrace;
    Duration returnWithin;
    boolean returnsToPlace;
    Duration early;
    Duration late;
    Duration headStart;
    List<CustomField> fields;
    Duration serviceTarget;

    VisitDraft(VisitRules rules) {
        OpeningHours hours = rules.hours();
        zone = rules.zone();
        week = hours == null || hours.weekly().equals(OpeningTimes.ALWAYS) ? null : hours.weekly();
        exceptions = hours == null ? List.of() : hours.exceptions();
        maxWaiting = rules.maxWaiting();
        getReadyAt = rules.getReadyAt();
        ticketPrefix = rules.ticketPrefix();
        noShowGrace = rules.noShowGrace();
        returnWithin = rules.returnWithin();
        returnsToPlace = rules.returnsToPlace();
        early = rules.appointments().early();
        late = rules.appointments().late();
        headStart = rules.appointments().headStart();
        fields = rules.fields();
        serviceTarget = rules.serviceTarget();
    }

    VisitRules finished() {
        return new VisitRules(
                zone,
                hours(),
                maxWaiting,
                getReadyAt,
                ticketPrefix,
                noShowGrace,
                returnWithin,
                returnsToPlace,
                new Appointments(early, late, headStart),
                fields,
                serviceTarget);
    }

    private @Nullable OpeningHours hours() {
        if (week == null && exceptions.isEmpty()) {
            return null;
        }
        return new OpeningHours(week == null ? OpeningTimes.ALWAYS : week, exceptions);
    }
}
