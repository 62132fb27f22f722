package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way into a queue, with what the journal stores beside the events. Everything in it has been
 * checked: lengths, characters (PostgreSQL stores no NUL), ranges.
 *
 * @param userId the caller's name for the person who joins; null for other commands
 * @param person what the person told; {@link PersonalData#NONE} for other commands
 * @param trace what the trail is told if the command changes the queue's settings; null for nothing
 */
public record Submission(
        QueueKey queue,
        Command command,
        @Nullable String userId,
        PersonalData person,
        @Nullable Idempotency idempotency,
        @Nullable Trace trace) {

    public Submission(
            QueueKey queue,
            Command command,
            @Nullable String userId,
            PersonalData person,
            @Nullable Idempotency idempotency) {
        this(queue, command, userId, person, idempotency, null);
    }

    public static Submission of(QueueKey queue, Command command) {
        return new Submission(queue, command, null, PersonalData.NONE, null);
    }

    public static Submission of(QueueKey queue, Command command, @Nullable Idempotency idempotency) {
        return new Submission(queue, command, null, PersonalData.NONE, idempotency);
    }

    /** The same, leaving this trace. */
    public Submission leaving(@Nullable Trace newTrace) {
        return new Submission(queue, command, userId, person, idempotency, newTrace);
    }
}
