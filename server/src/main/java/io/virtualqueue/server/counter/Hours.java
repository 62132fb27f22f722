package io.virtualqueue.server.counter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.engine.OpeningHours;
import io.virtualqueue.engine.OpeningHours.DayHours;
import io.virtualqueue.engine.OpeningHours.Slot;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.queue.OpeningTimes;
import io.virtualqueue.server.queue.OpeningTimes.DayView;
import io.virtualqueue.server.queue.OpeningTimes.SlotView;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a location is open.
 *
 * @param week the usual week, or null for always
 * @param exceptions days that are other than usual, in the order of the calendar
 */
record Hours(@Nullable Map<DayOfWeek, List<Slot>> week, List<DayHours> exceptions) {
    static final int MAX_HOLIDAY_NAME_LENGTH = 100;
    private static final int MAX_DATE_LENGTH = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    Hours {
        week = week == null ? null : Map.copyOf(week);
        exceptions = List.copyOf(exceptions);
    }

    /** As the API and the database have them. */
    record View(@Nullable Map<String, List<SlotView>> openingHours, List<DayView> openingExceptions) {}

    /** Reads {@code openingHours}, {@code openingExceptions} and {@code holidays}, with what is wrong noted. */
    static Hours read(Fields fields) {
        Map<DayOfWeek, List<Slot>> week = OpeningTimes.readWeek(fields);
        List<DayHours> days = new ArrayList<>(OpeningTimes.readExceptions(fields));
        Set<LocalDate> seen = new HashSet<>();
        days.forEach(day -> seen.add(day.date()));
        for (Fields holiday : fields.objects("holidays", 0, OpeningHours.MAX_EXCEPTIONS)) {
            LocalDate date = date(holiday);
            String name = holiday.optionalText("name", 1, MAX_HOLIDAY_NAME_LENGTH);
            if (date != null && seen.add(date)) {
                days.add(new DayHours(date, List.of(), name));
            } else if (date != null) {
                holiday.reject("date", "must be named once");
            }
        }
        if (days.size() > OpeningHours.MAX_EXCEPTIONS) {
            fields.reject("holidays", "exceptions and holidays must be at most " + OpeningHours.MAX_EXCEPTIONS);
        }
        days.sort(Comparator.comparing(DayHours::date));
        return new Hours(week, days);
    }

    private static @Nullable LocalDate date(Fields holiday) {
        String text = holiday.text("date", 1, MAX_DATE_LENGTH);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            holiday.reject("date", "must be a date such as 2030-12-24");
            return null;
        }
    }

    View view() {
        OpeningHours hours = new OpeningHours(week == null ? Map.of() : week, exceptions);
        return new View(week == null ? null : OpeningTimes.weekOf(hours), OpeningTimes.exceptionsOf(hours));
    }

    /** As the database keeps them. */
    String json() {
        try {
            return JSON.writeValueAsString(view());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and lists of them are JSON", impossible);
        }
    }

    /** What {@link #json} wrote. */
    static Hours stored(String json) {
        Fields fields = Fields.parse(json.getBytes(StandardCharsets.UTF_8));
        Hours hours = read(fields);
        fields.check();
        return hours;
    }
}
