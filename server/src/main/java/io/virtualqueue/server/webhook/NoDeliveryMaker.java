package io.virtualqueue.server.webhook;

import io.quarkus.arc.DefaultBean;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Until there is one that does. */
@DefaultBean
@Singleton
final class NoDeliveryMaker implements DeliveryMaker {
    @Override
    public int addReplays(Handle handle, Webhook webhook, QueueKey queue, List<RecordedEvent> events) {
        return 0;
    }
}
