package io.virtualqueue.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a queue knows about waiting: how fast its line moves, and how good its forecasts were. Immutable, changes with
 * the events. It is not part of the queue's exact state: two copies of a queue may have learned from different events.
 */
sealed interface WaitModel permits RoomWaits, DeskWaits {

    /** Of a queue of this kind, which has seen nothing yet. */
    static WaitModel of(QueueKind kind, Instant at) {
        return switch (kind) {
            case WAITING_ROOM -> RoomWaits.since(at);
            case SERVICE_DESK -> DeskWaits.since(at);
        };
    }

    /** Time passed since the last event, in which the queue was as it is in this state. */
    WaitModel until(Instant at, QueueState state);

    /** A session changed its status, at the time that {@link #until} has told. */
    WaitModel counting(Session before, Session after);

    /** The settings changed, or how many counters are open, or the queue ended. */
    WaitModel changed(QueueState after);

    /** Whether {@link #noting} would do anything. */
    boolean hasToNote(QueueState after, Session changed);

    /** A session came into the queue or changed; this is the queue with it. May add a forecast to the sample. */
    WaitModel noting(QueueState after, Session changed);

    /** How long whoever is at this position will still wait; null when nobody can tell. */
    @Nullable
    WaitEstimate estimate(QueueState state, int position, Instant now);

    /** How its forecasts have proved. */
    WaitCoverage coverage();

    /** What its forecasts rest on; null when there is nothing to say. */
    @Nullable
    WaitBasis basis(QueueState state);

    /** The same for this queue, from whose past it was learned. */
    WaitModel loaded(QueueState now);
}
