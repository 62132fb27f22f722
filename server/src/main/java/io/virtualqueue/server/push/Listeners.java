package io.virtualqueue.server.push;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Those who listen to one topic, by the thread that they belong to: each thread is woken once per update. */
final class Listeners {
    private final Map<Executor, Set<Listener>> byLoop = new ConcurrentHashMap<>();

    void add(Listener listener) {
        byLoop.compute(listener.loop(), (_, present) -> {
            Set<Listener> listeners = present == null ? ConcurrentHashMap.newKeySet() : present;
            listeners.add(listener);
            return listeners;
        });
    }

    void remove(Listener listener) {
        byLoop.computeIfPresent(listener.loop(), (_, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    boolean isEmpty() {
        return byLoop.isEmpty();
    }

    /** Tells all of them; each protocol's text is made once. */
    void tell(Update update, Audience audience) {
        Map<Codec, Optional<String>> texts = new HashMap<>();
        byLoop.forEach((loop, listeners) -> {
            for (Listener listener : listeners) {
                texts.computeIfAbsent(listener.codec(), codec -> Optional.ofNullable(codec.encode(update, audience)));
            }
            Map<Codec, Optional<String>> ready = Map.copyOf(texts);
            loop.execute(() -> listeners.forEach(listener ->
                    ready.getOrDefault(listener.codec(), Optional.empty()).ifPresent(listener::tell)));
        });
    }
}
