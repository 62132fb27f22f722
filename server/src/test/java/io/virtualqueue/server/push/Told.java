package io.virtualqueue.server.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it is told, as it is before any protocol gives it words. */
final class Told implements Listener {
    final List<Update> updates = new ArrayList<>();
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

    /** What it was told of this kind. */
    <T extends Update> List<T> of(Class<T> kind) {
        return updates.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
