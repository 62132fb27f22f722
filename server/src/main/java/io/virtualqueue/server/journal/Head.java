package io.virtualqueue.server.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * The locked row of a queue.
 *
 * @param now the database's clock, read after the lock, never before the last event: the time of this batch
 */
record Head(long lastSeq, Instant lastEventAt, UUID lastBatch, Instant now) {}
