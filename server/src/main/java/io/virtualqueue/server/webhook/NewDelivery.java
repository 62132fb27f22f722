package io.virtualqueue.server.webhook;

import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.QueueKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be added.
 *
 * @param chain whose events go out one after the other: the session, or else the queue
 * @param facts as JSON
 */
record NewDelivery(
        UUID id,
        UUID webhookId,
        UUID chain,
        UUID eventId,
        EventName name,
        long seq,
        @Nullable UUID sessionId,
        Instant happenedAt,
        String facts) {

    static NewDelivery of(QueueKey queue, Occasion occasion, UUID webhookId) {
        UUID sessionId = occasion.sessionId();
        return new NewDelivery(
                TimeOrderedId.next(),
                webhookId,
                sessionId == null ? queue.queueId() : sessionId,
                EventIds.of(queue.queueId(), occasion.seq(), occasion.name(), sessionId, occasion.at()),
                occasion.name(),
                occasion.seq(),
                sessionId,
                occasion.at(),
                Facts.Json.write(occasion.facts()));
    }
}
