package io.virtualqueue.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When people may join.
 *
 * @param weekly by day of the week; a day that is not in it is closed
 * @param exceptions days that are other than usual, such as holidays
 */
public record OpeningHours(Map<DayOfWeek, List<Slot>> weekly, List<DayHours> exceptions) {
    public static final int MAX_SLOTS_PER_DAY = 10;
    public static final int MAX_EXCEPTIONS = 366;
    /** How far ahead the next opening is looked for. */
    private static final int MAX_DAYS_AHEAD = 400;

    public OpeningHours {
        weekly = Map.copyOf(weekly);
        exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    }

    /**
     * Part of a day.
     *
     * @param to not included; midnight means the end of the day
     */
    public record Slot(LocalTime from, LocalTime to) {
        boolean contains(LocalTime time) {
            return !time.isBefore(from) && (endsAtMidnight() || time.isBefore(to));
        }

        boolean endsAtMidnight() {
            return to.equals(LocalTime.MIDNIGHT);
        }

        Instant start(LocalDate day, ZoneId zone) {
            return day.atTime(from).atZone(zone).toInstant();
        }

        Instant end(LocalDate day, ZoneId zone) {
            return endsAtMidnight()
                    ? day.plusDays(1).atStartOfDay(zone).toInstant()
                    : day.atTime(to).atZone(zone).toInstant();
        }
    }

    /**
     * The hours of one day.
     *
     * @param slots none: closed all day
     * @param reason for people to read, or null
     */
    public record DayHours(
            LocalDate date, List<Slot> slots, @Nullable String reason) {
        public DayHours {
            slots = slots == null ? List.of() : List.copyOf(slots);
        }
    }

    /** The hours of a day, in the order of the clock. */
    public List<Slot> on(LocalDate day) {
        return exceptions.stream()
                .filter(exception -> exception.date().equals(day))
                .findFirst()
                .map(DayHours::slots)
                .orElseGet(() -> weekly.getOrDefault(day.getDayOfWeek(), List.of()))
                .stream()
                .sorted(Comparator.comparing(Slot::from))
                .toList();
    }

    public boolean isOpen(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return on(local.toLocalDate()).stream().anyMatch(slot -> slot.contains(local.toLocalTime()));
    }

    /** When it next opens after this moment; null when not within the next 400 days. */
    public @Nullable Instant nextOpening(Instant after, ZoneId zone) {
        return Stream.iterate(after.atZone(zone).toLocalDate(), day -> day.plusDays(1))
                .limit(MAX_DAYS_AHEAD)
                .flatMap(day -> on(day).stream().map(slot -> slot.start(day, zone)))
                .filter(start -> start.isAfter(after))
                .findFirst()
                .orElse(null);
    }

    /** When the present opening ends, slots that follow each other without a gap taken as one; null when closed, or never. */
    public @Nullable Instant closing(Instant at, ZoneId zone) {
        if (!isOpen(at, zone)) {
            return null;
        }
        Instant end = at;
        for (int slots = 0; slots < MAX_DAYS_AHEAD; slots++) {
            Instant next = endOfSlot(end, zone);
            if (next == null) {
                return end;
            }
            end = next;
        }
        return null;
    }

    private @Nullable Instant endOfSlot(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return on(local.toLocalDate()).stream()
                .filter(slot -> slot.contains(local.toLocalTime()))
                .map(slot -> slot.end(local.toLocalDate(), zone))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
