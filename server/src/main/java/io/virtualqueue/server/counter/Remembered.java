package io.virtualqueue.server.counter;

import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.KeyReusedException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom one request is about; with an idempotency key the same whenever it comes again. */
final class Remembered {
    private final CounterRequests requests;
    private final UUID tenantId;
    private final @Nullable RequestKey key;
    private @Nullable Choice present;

    /**
     * Looks whom it was about before.
     *
     * @throws KeyReusedException when the key came before with another request
     */
    Remembered(CounterRequests requests, UUID tenantId, @Nullable RequestKey key) {
        this.requests = requests;
        this.tenantId = tenantId;
        this.key = key;
        this.present = key == null ? null : requests.find(tenantId, key);
    }

    /** Whom it is about so far; null when that is not chosen yet. */
    @Nullable
    Choice present() {
        return present;
    }

    /** Makes it about this one, unless the same request has meanwhile chosen another, who then counts. */
    Choice become(Choice wanted) {
        Choice chosen = key == null ? wanted : requests.replace(tenantId, key, present, wanted);
        present = chosen;
        return chosen;
    }

    /**
     * The key for what a queue is to do. Keys of clients have no blanks, so that this one is met by no other.
     *
     * @param subject the session or queue that it is about
     */
    @Nullable
    Idempotency idempotency(UUID subject) {
        return key == null ? null : new Idempotency(key.credential(), key.key() + " " + subject, key.bodyHash());
    }
}
