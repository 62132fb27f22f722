package io.virtualqueue.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service desk knows about waiting: how long services take, how many counters are open, and what happens to the
 * line meanwhile.
 *
 * @param counters how many are open, or {@link #UNTOLD}
 */
record DeskWaits(int counters, DeskActivity activity, Services services, Forecasts forecasts) implements WaitModel {
    /** Nobody has told how many counters are open: those who were seen occupied at once stand for them. */
    static final int UNTOLD = -1;
    /** Someone who has been at a counter for so many times the mean is forgotten there rather than served. */
    private static final double FORGOTTEN = 10;

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    static DeskWaits since(Instant at) {
        return new DeskWaits(UNTOLD, DeskActivity.none(Micros.of(at)), Services.NONE, Forecasts.OF_A_DESK);
    }

    @Override
    public DeskWaits until(Instant at, QueueState state) {
        int busy = occupied(state, Micros.of(at));
        int open = counters == UNTOLD ? busy : counters;
        boolean wanted = state.waiting() > 0 && state.admits() && counters != 0;
        return new DeskWaits(
                counters, activity.until(Micros.of(at), state.waiting(), open, busy, wanted), services, forecasts);
    }

    @Override
    public DeskWaits counting(Session before, Session after) {
        long now = activity.asOfMicros();
        double lasted = (now - before.sinceMicros()) / MICROS_PER_SECOND;
        Services seen = before.status() == after.status()
                ? services.longer(after.status(), lasted)
                : services.with(before.status(), after.status(), lasted);
        return new DeskWaits(
                counters,
                activity.counting(before.status(), after.status()),
                seen,
                forecasts.seeing(before, after, now));
    }

    /** Whoever waits through a pause, or until a counter opens, waits longer than anyone could know. */
    @Override
    public DeskWaits changed(QueueState after) {
        int open = after.desk().openCounters();
        int told = counters == UNTOLD && open == 0 ? UNTOLD : open;
        boolean serves = after.admits() && told != 0;
        return new DeskWaits(told, activity, services, serves ? forecasts : forecasts.closed());
    }

    @Override
    public boolean hasToNote(QueueState after, Session changed) {
        return after.waiting() > 0
                && (changed.status() == SessionStatus.WAITING || forecasts.isDue(activity.asOfMicros()));
    }

    @Override
    public DeskWaits noting(QueueState after, Session changed) {
        DeskActivity noted = activity;
        int position = after.position(changed);
        if (position > 0 && position < after.waiting()) {
            noted = noted.overtaken(position);
        }
        DeskWaits knowing = new DeskWaits(counters, noted, services, forecasts);
        return forecasts.isDue(activity.asOfMicros()) ? knowing.sampling(after) : knowing;
    }

    private DeskWaits sampling(QueueState state) {
        int position = Forecasts.nextPosition(state.seq(), state.waiting());
        Forecast forecast = state.admits() ? forecast(state, position, state.lastEventAt()) : null;
        if (forecast == null) {
            return this;
        }
        Session session = state.waitingFrom(position - 1, 1).getFirst();
        return new DeskWaits(
                counters, activity, services, forecasts.with(session.seq(), position, activity.asOfMicros(), forecast));
    }

    @Override
    public @Nullable WaitEstimate estimate(QueueState state, int position, Instant now) {
        Forecast forecast = state.admits() ? forecast(state, position, now) : null;
        return forecast == null ? null : forecasts.at(position).estimate(forecast);
    }

    @Override
    public WaitCoverage coverage() {
        return forecasts.coverage();
    }

    @Override
    public @Nullable WaitBasis basis(QueueState state) {
        return services.areKnown()
                ? new WaitBasis(
                        services.count(),
                        Duration.ofMillis(Math.round(services.mean() * MILLIS_PER_SECOND)),
                        serving(state, activity.asOfMicros()),
                        busyShare(),
                        services.missedShare())
                : null;
    }

    /** Open forecasts name sessions by numbers that the past may have counted otherwise. */
    @Override
    public DeskWaits loaded(QueueState now) {
        return new DeskWaits(counters, activity, services, forecasts.closed()).changed(now);
    }

    private @Nullable Forecast forecast(QueueState state, int position, Instant now) {
        if (counters == 0) {
            return null;
        }
        return services.areKnown()
                ? DeskPace.of(this, state, Micros.of(now)).forecast(position, activity)
                : fromCalls(position);
    }

    /** Where no service has ended yet, or staff end none at all: from the calls alone. */
    private @Nullable Forecast fromCalls(int position) {
        double calls = activity.callsPerSecond();
        if (calls == 0) {
            return null;
        }
        Pace pace = new Pace(calls, activity.gaveUpPerSecond(), 0, 1 / calls);
        return DeskPace.spread(pace.secondsAt(position), 1 / calls, position / (calls * calls));
    }

    /** How many counters serve. Where nobody tells, that is at least one: somebody has served. */
    double serving(QueueState state, long nowMicros) {
        return counters != UNTOLD
                ? counters
                : Math.max(1, Math.max(occupied(state, nowMicros), activity.usuallyBusy()));
    }

    /** The share of a counter's time in which somebody is there while others wait. */
    double busyShare() {
        return counters != UNTOLD ? activity.busyShare() : 1;
    }

    /** How many are called or served, without those who were forgotten. */
    int occupied(QueueState state, long nowMicros) {
        long forgottenSince = forgottenSinceMicros(nowMicros);
        return state.inService()
                - state.sessions().called().before(forgottenSince, Long.MIN_VALUE)
                - state.sessions().serving().before(forgottenSince, Long.MIN_VALUE);
    }

    /** Whoever has been at a counter since before this was forgotten there. */
    long forgottenSinceMicros(long nowMicros) {
        return services.areKnown()
                ? nowMicros - (long) (FORGOTTEN * services.mean() * MICROS_PER_SECOND)
                : Long.MIN_VALUE;
    }
}
