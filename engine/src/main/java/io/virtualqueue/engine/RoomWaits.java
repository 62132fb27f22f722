package io.virtualqueue.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a waiting room knows about waiting: the rate in force, who leaves the line, and whether the room is full. */
record RoomWaits(Activity activity, Forecasts forecasts) implements WaitModel {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MICROS_PER_SECOND = 1e6;

    static RoomWaits since(Instant at) {
        return new RoomWaits(Activity.none(Micros.of(at)), Forecasts.OF_A_ROOM);
    }

    @Override
    public RoomWaits until(Instant at, QueueState state) {
        boolean wanted = state.waiting() > 0 && state.admits();
        boolean bound = wanted && state.head().freeCapacity(state.inService()) == 0;
        Activity now = activity.until(Micros.of(at), state.waiting(), state.inService(), wanted, bound);
        return new RoomWaits(now, forecasts);
    }

    @Override
    public RoomWaits counting(Session before, Session after) {
        return new RoomWaits(
                activity.counting(before.status(), after.status()),
                forecasts.seeing(before, after, activity.asOfMicros()));
    }

    /** Who waits through a pause waits longer than anyone could know. */
    @Override
    public RoomWaits changed(QueueState after) {
        return after.admits() ? this : new RoomWaits(activity, forecasts.closed());
    }

    @Override
    public boolean hasToNote(QueueState after, Session changed) {
        return after.waiting() > 0 && forecasts.isDue(activity.asOfMicros());
    }

    @Override
    public RoomWaits noting(QueueState after, Session changed) {
        Pace pace = pace(after, after.lastEventAt());
        if (pace == null) {
            return this;
        }
        int position = Forecasts.nextPosition(after.seq(), after.waiting());
        Session session = after.waitingFrom(position - 1, 1).getFirst();
        Forecast forecast = Forecast.exact(pace.secondsAt(position));
        return new RoomWaits(activity, forecasts.with(session.seq(), position, activity.asOfMicros(), forecast));
    }

    @Override
    public @Nullable WaitEstimate estimate(QueueState state, int position, Instant now) {
        Pace pace = state.admits() ? pace(state, now) : null;
        return pace == null ? null : forecasts.at(position).estimate(Forecast.exact(pace.secondsAt(position)));
    }

    @Override
    public WaitCoverage coverage() {
        return forecasts.coverage();
    }

    /** The rate and the capacity are in the settings, for everyone to see. */
    @Override
    public @Nullable WaitBasis basis(QueueState state) {
        return null;
    }

    @Override
    public RoomWaits loaded(QueueState now) {
        return new RoomWaits(activity, forecasts.closed());
    }

    private @Nullable Pace pace(QueueState state, Instant now) {
        Head head = state.head();
        if (!head.letsThrough()) {
            return null;
        }
        double departures = activity.departuresPerSecond();
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
