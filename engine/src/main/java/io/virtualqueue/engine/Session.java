package io.virtualqueue.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person's place in one queue.
 *
 * @param id of the session
 * @param userKey stands for the person within the queue (a digest of the caller's user id); one live session each
 * @param level number of its {@link Level}
 * @param orderKey its order within the level; lower goes first. The microsecond of joining unless it was moved
 * @param seq the number of the event that brought it into the queue; settles equal order keys
 * @param joinedAt when it joined
 * @param since when it came into its present status
 * @param counterId the counter it was last called to, or null
 */
public record Session(
        UUID id,
        UUID userKey,
        int level,
        long orderKey,
        long seq,
        SessionStatus status,
        Instant joinedAt,
        Instant since,
        @Nullable String counterId) {

    Session moved(SessionStatus newStatus, Instant at) {
        return new Session(id, userKey, level, orderKey, seq, newStatus, joinedAt, at, counterId);
    }

    Session calledTo(@Nullable String counter, Instant at) {
        return new Session(id, userKey, level, orderKey, seq, SessionStatus.CALLED, joinedAt, at, counter);
    }

    Session returned(long newOrderKey, Instant at) {
        return new Session(id, userKey, level, newOrderKey, seq, SessionStatus.WAITING, joinedAt, at, counterId);
    }
}
