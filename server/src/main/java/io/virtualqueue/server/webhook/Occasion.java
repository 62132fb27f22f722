package io.virtualqueue.server.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell.
 *
 * @param seq the number of its event in the queue's journal, of a round's first one
 * @param sessionId whom it is about; null when it is about the queue
 */
record Occasion(
        EventName name, long seq, Instant at, @Nullable UUID sessionId, Facts facts) {}
