package io.virtualqueue.server.webhook;

import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes deliveries of what happened long ago. */
interface DeliveryMaker {
    /**
     * Adds, in the transaction of this handle, a delivery for each of these events that the webhook asks for and that is
     * of a queue and an application that it is for; whether it is active, and since when, does not matter.
     *
     * @param events of one queue, in their order, without gaps
     * @return how many it added
     */
    int addReplays(Handle handle, Webhook webhook, QueueKey queue, List<RecordedEvent> events);
}
