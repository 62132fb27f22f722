package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way into a queue, with what the journal stores beside the events. Everything in it has been
 * checked: lengths, characters (PostgreSQL stores no NUL), ranges.
 *
 * @param userId the caller's name for the person who joins; null for other commands
 * @param person what the person told; {@link PersonalData#NONE} for other commands
 */
public record Submission(
        QueueKey queue,
        Command command,
        @Nullable String userId,
        PersonalData person,
        @Nullable Idempotency idempotency) {

    public static Submission of(QueueKey queue, Command command) {
        return new Submission(queue, command, null, PersonalData.NONE, null);
    }

    public static Submission of(QueueKey queue, Command command, @Nullable Idempotency idempotency) {
        return new Submission(queue, command, null, PersonalData.NONE, idempotency);
    }
}
