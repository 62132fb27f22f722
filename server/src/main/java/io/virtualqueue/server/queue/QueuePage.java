package io.virtualqueue.server.queue;

import io.virtualqueue.server.http.Pagination;
import java.util.List;

/** One page of a tenant's queues. */
public record QueuePage(List<QueueView> queues, Pagination pagination) {}
