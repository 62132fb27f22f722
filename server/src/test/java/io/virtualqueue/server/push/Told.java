package io.virtualqueue.server.push;

import io.virtualqueue.server.journal.QueueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it is told, as it is before any protocol gives it words. */
final class Told implements Listener {
    final List<Update> updates = new ArrayList<>();
    final List<Ending> endings = new ArrayList<>();
    private final List<Update> encoded = new ArrayList<>();
    private final Codec codec = this::encode;

    private @Nullable String encode(Update update, Audience audience) {
        encoded.add(update);
        return Integer.toString(encoded.size() - 1);
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public Executor loop() {
        return Runnable::run;
    }

    @Override
    public void tell(String text) {
        updates.add(encoded.get(Integer.parseInt(text)));
    }

    @Override
    public void close(Ending ending) {
        endings.add(ending);
    }

    @Override
    public void sessionEnded(UUID sessionId) {
        endings.add(Ending.SESSION_ENDED);
    }

    @Override
    public void queueDeleted(QueueKey queue) {
        endings.add(Ending.QUEUE_DELETED);
    }

    /** What it was told of this kind. */
    <T extends Update> List<T> of(Class<T> kind) {
        return updates.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
