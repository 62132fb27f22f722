package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Appointments;
import io.virtualqueue.engine.VisitRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a queue says about those who come, as clients read it. */
public record VisitView(
        String timeZone,

        @Schema(nullable = true, description = "null: always open.") @Nullable
        Map<String, List<OpeningTimes.SlotView>> openingHours,

        List<OpeningTimes.DayView> openingExceptions,
        @Schema(nullable = true) @Nullable Integer maxWaiting,
        int getReadyAt,
        @Schema(nullable = true) @Nullable String ticketPrefix,
        long noShowGraceSeconds,
        long returnWithinSeconds,

        @Schema(enumeration = {VisitFields.KEPT, VisitFields.LAST})
        String returnPlace,

        AppointmentView appointments,
        List<CustomFields.View> fields,
        long serviceTargetSeconds) {

    /** How people with an appointment stand beside the others; each up to a day. */
    @Schema(name = "Appointments")
    public record AppointmentView(
            @Schema(defaultValue = "3600", description = "How long before they may check in.")
            long earlySeconds,

            @Schema(defaultValue = "900", description = "How late they may come and still count as on time.")
            long lateSeconds,

            @Schema(defaultValue = "0", description = "How much earlier than booked they count as joined.")
            long headStartSeconds) {
        static AppointmentView of(Appointments appointments) {
            return new AppointmentView(
                    appointments.early().toSeconds(),
                    appointments.late().toSeconds(),
                    appointments.headStart().toSeconds());
        }
    }

    static VisitView of(VisitRules rules) {
        return new VisitView(
                OpeningTimes.nameOf(rules.zone()),
                OpeningTimes.weekOf(rules.hours()),
                OpeningTimes.exceptionsOf(rules.hours()),
                rules.maxWaiting(),
                rules.getReadyAt(),
                rules.ticketPrefix(),
                rules.noShowGrace().toSeconds(),
                rules.returnWithin().toSeconds(),
                rules.returnsToPlace() ? VisitFields.KEPT : VisitFields.LAST,
                AppointmentView.of(rules.appointments()),
                CustomFields.of(rules.fields()),
                rules.serviceTarget().toSeconds());
    }

    /** The same by name, for the trail. */
    Map<String, @Nullable Object> named() {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put("timeZone", timeZone);
        named.put("openingHours", openingHours);
        named.put("openingExceptions", openingExceptions);
        named.put("maxWaiting", maxWaiting);
        named.put("getReadyAt", getReadyAt);
        named.put("ticketPrefix", ticketPrefix);
        named.put("noShowGraceSeconds", noShowGraceSeconds);
        named.put("returnWithinSeconds", returnWithinSeconds);
        named.put("returnPlace", returnPlace);
        named.put("appointments", appointments);
        named.put("fields", fields);
        named.put("serviceTargetSeconds", serviceTargetSeconds);
        return named;
    }
}
