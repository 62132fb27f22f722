package io.virtualqueue.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a queue says about those who come to it.
 *
 * @param zone in which days begin and hours are meant
 * @param hours when people may join, or null for always
 * @param maxWaiting how many may wait, or null for any number
 * @param getReadyAt from which position people are told to get ready: 0 (never) to {@value Visit#MAX_READY_AT}
 * @param ticketPrefix begins the tickets of those who join; null for no tickets
 * @param noShowGrace how long someone who was called has time to come
 * @param returnWithin how long after a no-show someone may come back; zero for never
 * @param returnsToPlace whether someone who comes back gets the old place, rather than one at the end
 * @param fields what those who join are asked for
 * @param serviceTarget how long a service should take; zero when nobody says
 */
public record VisitRules(
        ZoneId zone,
        @Nullable OpeningHours hours,
        @Nullable Integer maxWaiting,
        int getReadyAt,
        @Nullable String ticketPrefix,
        Duration noShowGrace,
        Duration returnWithin,
        boolean returnsToPlace,
        Appointments appointments,
        List<CustomField> fields,
        Duration serviceTarget) {

    public static final int MAX_WAITING = 100_000_000;
    public static final int MAX_TICKET_PREFIX_LENGTH = 8;
    public static final int MAX_FIELDS = 50;
    public static final int MAX_OPTIONS = 200;
    /** Limits the periods. */
    public static final Duration MAX_PERIOD = Duration.ofDays(1);

    /** A waiting room asks nothing and tells nothing. */
    public static final VisitRules ROOM = new VisitRules(
            ZoneOffset.UTC,
            null,
            null,
            0,
            null,
            Duration.ZERO,
            MAX_PERIOD,
            true,
            Appointments.USUAL,
            List.of(),
            Duration.ZERO);

    /** A desk gives tickets, and tells the first three to get ready. */
    public static final VisitRules DESK = new VisitRules(
            ZoneOffset.UTC,
            null,
            null,
            3,
            "A",
            Duration.ZERO,
            MAX_PERIOD,
            true,
            Appointments.USUAL,
            List.of(),
            Duration.ZERO);

    public VisitRules {
        fields = List.copyOf(fields);
    }

    static VisitRules usual(QueueKind kind) {
        return kind == QueueKind.SERVICE_DESK ? DESK : ROOM;
    }

    public boolean isOpen(Instant at) {
        return hours == null || hours.isOpen(at, zone);
    }

    /** When it next opens after this moment; null when it is always open, or not to be foreseen. */
    public @Nullable Instant nextOpening(Instant after) {
        return hours == null ? null : hours.nextOpening(after, zone);
    }

    /** When the present opening ends; null when that is never, or it is closed. */
    public @Nullable Instant closing(Instant at) {
        return hours == null ? null : hours.closing(at, zone);
    }

    /** The day that this moment belongs to. */
    LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }
}
