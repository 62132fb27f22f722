package io.virtualqueue.engine;

import io.virtualqueue.engine.Decision.Rejected;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come into a queue, and at which place. */
final class Joining {
    private Joining() {}

    static Decision join(QueueState state, Command.Join join, Instant now) {
        Session live = state.liveSessionOf(join.userKey());
        if (live != null) {
            return Decider.nothing(live.id());
        }
        QueueSettings settings = state.settings();
        if (settings.status() == QueueStatus.CLOSED) {
            return new Rejected(Rejection.QUEUE_CLOSED);
        }
        VisitRules rules = settings.visits();
        if (!rules.isOpen(now)) {
            return new Rejected(Rejection.CLOSED_NOW, rules.nextOpening(now));
        }
        if (rules.maxWaiting() != null && state.waiting() >= rules.maxWaiting()) {
            return new Rejected(Rejection.LINE_FULL);
        }
        Instant booked = join.arrival().appointmentAt();
        if (booked != null && rules.appointments().isTooEarly(booked, now)) {
            return new Rejected(Rejection.TOO_EARLY, rules.appointments().earliest(booked));
        }
        Optional<Integer> level = join.priority() == null
                ? Optional.of(settings.defaultLevel())
                : settings.level(join.priority()).map(Level::number);
        return level.<Decision>map(number -> accepted(state, join, number, now))
                .orElseGet(() -> new Rejected(Rejection.UNKNOWN_PRIORITY));
    }

    private static Decision accepted(QueueState state, Command.Join join, int level, Instant now) {
        VisitRules rules = state.settings().visits();
        Arrival arrival = join.arrival();
        Instant booked = arrival.appointmentAt();
        Instant counted = booked == null ? now : rules.appointments().counted(booked, now);
        Ticket ticket = ticket(state, now);
        Visit visit = ticket == null && arrival.equals(Arrival.PLAIN) ? null : Visit.of(ticket, arrival);
        return Decider.accepted(
                new Event.Joined(join.sessionId(), join.userKey(), level, Micros.of(counted), visit), join.sessionId());
    }

    private static @Nullable Ticket ticket(QueueState state, Instant now) {
        VisitRules rules = state.settings().visits();
        String prefix = rules.ticketPrefix();
        return prefix == null ? null : state.desk().next(prefix, rules.day(now));
    }

    static Decision transferIn(QueueState state, Command.TransferIn in, Instant now) {
        QueueSettings settings = state.settings();
        if (settings.status() == QueueStatus.CLOSED) {
            return new Rejected(Rejection.QUEUE_CLOSED);
        }
        if (state.liveSessionOf(in.userKey()) != null) {
            return new Rejected(Rejection.ILLEGAL_TRANSITION);
        }
        Optional<Level> named = in.priority() == null
                ? settings.level(in.from().level()).or(() -> settings.level(settings.defaultLevel()))
                : settings.level(in.priority());
        if (named.isEmpty()) {
            return new Rejected(Rejection.UNKNOWN_PRIORITY);
        }
        long orderKey = in.keepPlace() ? in.from().orderKey() : Micros.of(now);
        Visit visit = in.from().visitOrPlain().continuing(in.from().id(), ticket(state, in.from(), now));
        return Decider.accepted(
                new Event.Joined(in.sessionId(), in.userKey(), named.get().number(), orderKey, visit), in.sessionId());
    }

    /** The one that the person has, unless this queue could give the same to somebody else. */
    private static @Nullable Ticket ticket(QueueState state, Session from, Instant now) {
        Ticket present = from.visitOrPlain().ticket();
        boolean own = present == null || present.isOf(state.settings().visits().ticketPrefix());
        return own ? ticket(state, now) : present;
    }
}
