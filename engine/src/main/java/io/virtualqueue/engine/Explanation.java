package io.virtualqueue.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a waiting session stands where it stands: how many of each level go before it, and what gave it its place.
 *
 * @param order how the levels take turns
 * @param level the number of the session's own level
 * @param levels those in which somebody waits, highest first, the own among them
 * @param place what its place within its level comes from
 */
public record Explanation(LineOrder order, int level, List<InLevel> levels, Place place) {
    public Explanation {
        levels = List.copyOf(levels);
    }

    /**
     * A level in which somebody waits.
     *
     * @param waiting how many wait in it
     * @param ahead how many of them go before the session
     */
    public record InLevel(Level level, int waiting, int ahead) {}

    /** What a place comes from. */
    public enum Place {
        /** The time of joining. */
        ARRIVAL,
        /** The booked time. */
        APPOINTMENT,
        /** It came back into the line, and got its old place or another. */
        RETURNED,
        /** It came from another queue. */
        TRANSFERRED,
        /** Staff put it there, or made room for another. */
        MOVED
    }

    /** Explains a waiting session of this very state. */
    public static Explanation of(QueueState state, Session session) {
        QueueSettings settings = state.settings();
        LevelLine own = state.sessions().line().level(session.level());
        int rank = own.ahead(session);
        Turns turns = state.head().turns();
        long key = turns == null ? 0 : turns.key(session.level(), own, rank);
        List<InLevel> levels = settings.levels().stream()
                .map(level -> new InLevel(
                        level,
                        state.sessions().line().level(level.number()).size(),
                        level.number() == session.level() ? rank : ahead(state, level.number(), session, turns, key)))
                .filter(level -> level.waiting() > 0)
                .toList();
        return new Explanation(settings.order(), session.level(), levels, place(settings.visits(), session));
    }

    private static int ahead(QueueState state, int number, Session session, @Nullable Turns turns, long key) {
        LevelLine other = state.sessions().line().level(number);
        boolean isHigher = number > session.level();
        if (turns == null) {
            return isHigher ? other.size() : 0;
        }
        return turns.below(number, other, isHigher ? key + 1 : key);
    }

    private static Place place(VisitRules rules, Session session) {
        Visit visit = session.visitOrPlain();
        if (session.since().isAfter(session.joinedAt())) {
            return Place.RETURNED;
        }
        if (session.isInOrderOfJoining()) {
            return Place.ARRIVAL;
        }
        if (visit.transferredFrom() != null) {
            return Place.TRANSFERRED;
        }
        return isBooked(rules, visit, session.orderKey()) ? Place.APPOINTMENT : Place.MOVED;
    }

    private static boolean isBooked(VisitRules rules, Visit visit, long orderKey) {
        Instant booked = visit.appointmentAt();
        return booked != null
                && orderKey == Micros.of(booked.minus(rules.appointments().headStart()));
    }

    /** How many go before the session. */
    public int ahead() {
        return levels.stream().mapToInt(InLevel::ahead).sum();
    }

    /** Of so many turns the session's level has its weight, where levels share them; 0 where they do not. */
    public int turnsShared() {
        return order == LineOrder.SHARES
                ? levels.stream().mapToInt(each -> each.level().weight()).sum()
                : 0;
    }
}
