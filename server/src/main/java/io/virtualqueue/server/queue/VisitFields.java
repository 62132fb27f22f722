package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Appointments;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.http.Fields;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads from a body what a queue says about those who come, noting every bad field, as changes of a draft. */
final class VisitFields {
    static final String KEPT = "kept";
    static final String LAST = "last";

    private final Fields fields;
    private final Consumer<Consumer<VisitDraft>> changes;

    private VisitFields(Fields fields, Consumer<Consumer<VisitDraft>> changes) {
        this.fields = fields;
        this.changes = changes;
    }

    /** Reads all of them; null puts back what is usual where nothing else can be meant by it. */
    static void read(Fields fields, Consumer<Consumer<VisitDraft>> changes) {
        VisitFields reader = new VisitFields(fields, changes);
        reader.readOpening();
        reader.readLine();
        reader.readReturns();
        reader.readAppointments();
        if (fields.isPresent("fields")) {
            var read = CustomFields.read(fields);
            changes.accept(draft -> draft.fields = read);
        }
    }

    private void readOpening() {
        set(OpeningTimes.readZone(fields), (draft, value) -> draft.zone = value);
        set(OpeningTimes.readWeek(fields), (draft, value) -> draft.week = value);
        clear("openingHours", draft -> draft.week = null);
        if (fields.isPresent("openingExceptions")) {
            var read = OpeningTimes.readExceptions(fields);
            changes.accept(draft -> draft.exceptions = read);
        }
    }

    private void readLine() {
        set(
                fields.optionalInteger("maxWaiting", 1, VisitRules.MAX_WAITING),
                (draft, value) -> draft.maxWaiting = value);
        clear("maxWaiting", draft -> draft.maxWaiting = null);
        set(fields.optionalInteger("getReadyAt", 0, Visit.MAX_READY_AT), (draft, value) -> draft.getReadyAt = value);
        String prefix = fields.optionalText("ticketPrefix", 1, VisitRules.MAX_TICKET_PREFIX_LENGTH);
        if (prefix != null && Character.isDigit(prefix.codePointBefore(prefix.length()))) {
            fields.reject("ticketPrefix", "must not end with a digit, or two numbers could read the same");
        }
        set(prefix, (draft, value) -> draft.ticketPrefix = value);
        clear("ticketPrefix", draft -> draft.ticketPrefix = null);
        set(seconds(fields, "serviceTargetSeconds"), (draft, value) -> draft.serviceTarget = value);
        clear("serviceTargetSeconds", draft -> draft.serviceTarget = Duration.ZERO);
    }

    private void readReturns() {
        set(seconds(fields, "noShowGraceSeconds"), (draft, value) -> draft.noShowGrace = value);
        set(seconds(fields, "returnWithinSeconds"), (draft, value) -> draft.returnWithin = value);
        set(
                fields.optionalOneOf("returnPlace", List.of(KEPT, LAST), word -> word),
                (draft, value) -> draft.returnsToPlace = value.equals(KEPT));
    }

    private void readAppointments() {
        Fields appointments = fields.optionalObject("appointments");
        if (appointments == null) {
            return;
        }
        set(period(appointments, "earlySeconds"), (draft, value) -> draft.early = value);
        set(period(appointments, "lateSeconds"), (draft, value) -> draft.late = value);
        set(period(appointments, "headStartSeconds"), (draft, value) -> draft.headStart = value);
    }

    private static @Nullable Duration seconds(Fields fields, String name) {
        return seconds(fields, name, VisitRules.MAX_PERIOD);
    }

    private static @Nullable Duration period(Fields fields, String name) {
        return seconds(fields, name, Appointments.MAX);
    }

    private static @Nullable Duration seconds(Fields fields, String name, Duration max) {
        Integer seconds = fields.optionalInteger(name, 0, (int) max.toSeconds());
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private void clear(String name, Consumer<VisitDraft> change) {
        if (fields.isNull(name)) {
            changes.accept(change);
        }
    }

    private <T> void set(@Nullable T value, BiConsumer<VisitDraft, T> field) {
        if (value != null) {
            changes.accept(draft -> field.accept(draft, value));
        }
    }
}
