package io.virtualqueue.server.queue;

import io.virtualqueue.engine.OpeningHours;
import io.virtualqueue.engine.OpeningHours.DayHours;
import io.virtualqueue.engine.OpeningHours.Slot;
import io.virtualqueue.server.http.Fields;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Opening hours and time zones as clients write and read them. */
public final class OpeningTimes {
    /** Open all day, every day. */
    static final Map<DayOfWeek, List<Slot>> ALWAYS = always();

    private static final int MAX_REASON_LENGTH = 200;
    private static final int MAX_TIME_LENGTH = 8;
    private static final int MAX_DATE_LENGTH = 10;
    private static final int MAX_ZONE_LENGTH = 60;
    private static final String UTC = "UTC";
    private static final String END_OF_DAY = "24:00";
    private static final String TIME_MESSAGE = "must be a time of day such as 09:30";

    private OpeningTimes() {}

    /** Part of a day; {@code to} is not included, and 00:00 there is the end of the day. */
    @Schema(name = "OpeningSlot")
    public record SlotView(
            @Schema(examples = "09:00") String from,
            @Schema(examples = "17:00") String to) {
        static List<SlotView> of(List<Slot> slots) {
            return slots.stream()
                    .map(slot -> new SlotView(slot.from().toString(), slot.to().toString()))
                    .toList();
        }
    }

    /** A day that is other than usual; without slots it is closed. */
    @Schema(name = "OpeningException")
    public record DayView(
            @Schema(format = "date") String date,
            List<SlotView> slots,
            @Schema(nullable = true) @Nullable String reason) {}

    /** The usual week; null when always open. */
    public static @Nullable Map<String, List<SlotView>> weekOf(@Nullable OpeningHours hours) {
        if (hours == null || hours.weekly().equals(ALWAYS)) {
            return null;
        }
        Map<String, List<SlotView>> week = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Slot> slots = hours.weekly().get(day);
            if (slots != null) {
                week.put(Wire.name(day), SlotView.of(slots));
            }
        }
        return week;
    }

    public static List<DayView> exceptionsOf(@Nullable OpeningHours hours) {
        return hours == null
                ? List.of()
                : hours.exceptions().stream()
                        .map(day -> new DayView(day.date().toString(), SlotView.of(day.slots()), day.reason()))
                        .toList();
    }

    public static String nameOf(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? UTC : zone.getId();
    }

    /** The field {@code timeZone}: the name of a region or UTC, with what is wrong noted; null when absent or bad. */
    public static @Nullable ZoneId readZone(Fields fields) {
        String name = fields.optionalText("timeZone", 1, MAX_ZONE_LENGTH);
        if (name == null) {
            return null;
        }
        if (name.equals(UTC)) {
            return ZoneOffset.UTC;
        }
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        fields.reject("timeZone", "must be the name of a time zone, such as Europe/Berlin");
        return null;
    }

    /** The field {@code openingHours} with what is wrong noted; null when absent, null or no object. */
    public static @Nullable Map<DayOfWeek, List<Slot>> readWeek(Fields fields) {
        Fields week = fields.optionalObject("openingHours");
        if (week == null) {
            return null;
        }
        List<String> days = Arrays.stream(DayOfWeek.values()).map(Wire::name).toList();
        week.names().stream().filter(name -> !days.contains(name)).forEach(name -> week.reject(name, "is no day"));
        Map<DayOfWeek, List<Slot>> hours = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (week.isPresent(Wire.name(day))) {
                hours.put(day, readSlots(week, Wire.name(day)));
            }
        }
        return hours;
    }

    /** The field {@code openingExceptions}, in the order of the calendar, with what is wrong noted. */
    public static List<DayHours> readExceptions(Fields fields) {
        List<DayHours> days = new ArrayList<>();
        Set<LocalDate> seen = new HashSet<>();
        for (Fields each : fields.objects("openingExceptions", 0, OpeningHours.MAX_EXCEPTIONS)) {
            LocalDate date = readDate(each, "date");
            List<Slot> slots = readSlots(each, "slots");
            String reason = each.optionalText("reason", 1, MAX_REASON_LENGTH);
            if (date == null) {
                each.required("date", null, LocalDate.EPOCH);
            } else if (seen.add(date)) {
                days.add(new DayHours(date, slots, reason));
            } else {
                each.reject("date", "must be named once");
            }
        }
        days.sort(Comparator.comparing(DayHours::date));
        return days;
    }

    private static List<Slot> readSlots(Fields fields, String name) {
        List<Slot> slots = new ArrayList<>();
        for (Fields each : fields.objects(name, 0, OpeningHours.MAX_SLOTS_PER_DAY)) {
            LocalTime from = readTime(each, "from");
            LocalTime to = readTime(each, "to");
            if (from == null || to == null) {
                each.required("from", from, LocalTime.MIDNIGHT);
                each.required("to", to, LocalTime.MIDNIGHT);
            } else if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                each.reject("to", "must be after from; 00:00 is the end of the day");
            } else if (slots.stream().anyMatch(other -> overlap(other, from, to))) {
                each.reject("from", "must not be within another slot of the day");
            } else {
                slots.add(new Slot(from, to));
            }
        }
        slots.sort(Comparator.comparing(Slot::from));
        return slots;
    }

    private static boolean overlap(Slot one, LocalTime from, LocalTime to) {
        return isBefore(one.from(), to) && isBefore(from, one.to());
    }

    private static boolean isBefore(LocalTime time, LocalTime end) {
        return end.equals(LocalTime.MIDNIGHT) || time.isBefore(end);
    }

    private static @Nullable LocalTime readTime(Fields fields, String name) {
        String text = fields.optionalText(name, 1, MAX_TIME_LENGTH);
        if (text == null) {
            return null;
        }
        if (text.equals(END_OF_DAY) && name.equals("to")) {
            return LocalTime.MIDNIGHT;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException malformed) {
            fields.reject(name, TIME_MESSAGE);
            return null;
        }
    }

    private static @Nullable LocalDate readDate(Fields fields, String name) {
        String text = fields.optionalText(name, 1, MAX_DATE_LENGTH);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            fields.reject(name, "must be a date such as 2030-12-24");
            return null;
        }
    }

    private static Map<DayOfWeek, List<Slot>> always() {
        Map<DayOfWeek, List<Slot>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, List.of(new Slot(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        }
        return week;
    }
}
