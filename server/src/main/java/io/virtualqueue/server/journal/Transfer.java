package io.virtualqueue.server.journal;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A wish to send a session on to another queue of its tenant, where the person gets a session of that queue. Texts in it
 * have been checked as those of a {@link Submission}.
 *
 * @param from the queue where it is
 * @param to the queue where it goes, another one of the same tenant
 * @param newSessionId what the session there is called
 * @param userKeyOf what stands for a person in the other queue, by the name that callers have for the person
 * @param priority a level of the other queue, or null for the one that fits
 * @param keepPlace whether the person's place in time counts there; else the person goes to the end
 * @param sealedAnew what the person told, sealed for the new session
 */
public record Transfer(
        QueueKey from,
        UUID sessionId,
        QueueKey to,
        UUID newSessionId,
        Function<String, UUID> userKeyOf,
        @Nullable String priority,
        boolean keepPlace,
        UnaryOperator<PersonalData> sealedAnew,
        @Nullable Idempotency idempotency) {

    public Transfer {
        if (from.equals(to) || !from.tenantId().equals(to.tenantId())) {
            throw new IllegalArgumentException("a transfer is to another queue of the same tenant");
        }
    }
}
