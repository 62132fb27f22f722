package io.virtualqueue.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a queue knows about waiting: how fast its line moves, and how good its forecasts were. Immutable, changes with
 * the events. It is not part of the queue's exact state: after a restart it learns anew.
 */
record WaitModel(Activity activity, Forecasts forecasts) {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MICROS_PER_SECOND = 1e6;

    static WaitModel since(Instant at) {
        return new WaitModel(Activity.none(Micros.of(at)), Forecasts.NONE);
    }

    /** Time passed since the last event, in which the queue was as it is in this state. */
    WaitModel until(Instant at, QueueState state) {
        boolean wanted = state.waiting() > 0 && state.admits();
        boolean bound = wanted && state.head().freeCapacity(state.inService()) == 0;
        Activity now = activity.until(Micros.of(at), state.waiting(), state.inService(), wanted, bound);
        return new WaitModel(now, forecasts);
    }

    /** A session changed its status, at the time that {@link #until} has told. */
    WaitModel counting(Session before, Session after) {
        Forecasts left = forecasts;
        if (before.status() == SessionStatus.WAITING) {
            left = after.status().isInService()
                    ? forecasts.comparing(before.seq(), activity.asOfMicros())
                    : forecasts.without(before.seq());
        }
        return new WaitModel(activity.counting(before.status(), after.status()), left);
    }

    /** The settings changed; who waits through a pause waits longer than anyone could know. */
    WaitModel changed(QueueState after) {
        return after.admits() ? this : new WaitModel(activity, forecasts.closed());
    }

    /** Whether it is time to add a forecast to the sample. */
    boolean isSampleDue(QueueState state) {
        return state.waiting() > 0 && forecasts.isDue(activity.asOfMicros());
    }

    /** Adds a forecast to the sample, if one can be made. */
    WaitModel sampling(QueueState state) {
        Pace pace = pace(state, state.lastEventAt());
        if (pace == null) {
            return this;
        }
        int position = Forecasts.nextPosition(state.seq(), state.waiting());
        Session session = state.waitingFrom(position - 1, 1).getFirst();
        return new WaitModel(
                activity, forecasts.with(session.seq(), position, activity.asOfMicros(), pace.secondsAt(position)));
    }

    @Nullable
    WaitEstimate estimate(QueueState state, int position, Instant now) {
        Pace pace = state.admits() ? pace(state, now) : null;
        if (pace == null) {
            return null;
        }
        double seconds = pace.secondsAt(position);
        Calibration calibration = forecasts.at(position);
        return WaitEstimate.ofSeconds(calibration.medianSeconds(seconds), calibration.p90Seconds(seconds));
    }

    private @Nullable Pace pace(QueueState state, Instant now) {
        Head head = state.head();
        double departures = activity.departuresPerSecond();
        if (!head.letsThrough()) {
            double calls = activity.admittedPerSecond();
            return calls > 0 ? new Pace(calls, departures, 0, 1 / calls) : null;
        }
        double rate = head.ratePerMinute() / SECONDS_PER_MINUTE;
        Integer capacity = head.settings().maxConcurrentUsers();
        if (capacity != null && activity.isBound()) {
            double freed = activity.freedPerSecond(capacity);
            if (freed < rate) {
                return new Pace(freed, departures, 0, 1 / freed);
            }
        }
        TokenBucket bucket = state.bucketAt(now);
        long free = Math.min(bucket.releases(), head.freeCapacity(state.inService()));
        double missing = TokenBucket.RELEASE - bucket.credit() % TokenBucket.RELEASE;
        return new Pace(rate, departures, free, missing / head.ratePerMinute() / MICROS_PER_SECOND);
    }
}
