package io.virtualqueue.server.queue;

import java.util.List;

/** The queues that were made together, in the order of the request. */
public record QueueBatch(List<QueueView> queues) {}
