package io.virtualqueue.server.queue;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that makes several queues, as the description of the API shows it. */
record QueueBatchRequest(
        @Nullable UUID tenantId,

        @Schema(minItems = 1, maxItems = QueueResource.MAX_BATCH)
        List<QueueRequest> queues) {}
