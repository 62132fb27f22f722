package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import java.util.List;
import java.util.UUID;

/** What became of a wish for new queues. */
public sealed interface Created {

    /** They were made, in the order of the wish. */
    record Now(List<QueueState> queues) implements Created {}

    /** The idempotency key made these before. */
    record Before(List<UUID> queueIds) implements Created {}

    /** The tenant would have more than it may; none were made. */
    record TooMany(int limit) implements Created {}

    /** The idempotency key was used with another body. */
    record KeyReused() implements Created {}
}
