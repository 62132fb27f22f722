package io.virtualqueue.server.push;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Those who listen to one topic, by the thread that they belong to: each thread is woken once per update. What goes wrong
 * with one of them is that one's alone.
 */
final class Listeners {
    private static final Logger LOG = Logger.getLogger(Listeners.class);

    private final Map<Executor, Map<Listener, Seat>> byLoop = new ConcurrentHashMap<>();
    private final AtomicInteger naming = new AtomicInteger();

    /** Lets it listen, and says where it sits; who is there already keeps the seat. */
    Seat add(Listener listener, Seat fresh) {
        Seat[] taken = {fresh};
        byLoop.compute(listener.loop(), (_, present) -> {
            Map<Listener, Seat> seats = present == null ? new ConcurrentHashMap<>() : present;
            Seat former = seats.putIfAbsent(listener, fresh);
            if (former != null) {
                taken[0] = former;
            } else if (listener.codec().namesPeople()) {
                naming.incrementAndGet();
            }
            return seats;
        });
        return taken[0];
    }

    void remove(Listener listener) {
        byLoop.computeIfPresent(listener.loop(), (_, present) -> {
            if (present.remove(listener) != null && listener.codec().namesPeople()) {
                naming.decrementAndGet();
            }
            return present.isEmpty() ? null : present;
        });
    }

    boolean isEmpty() {
        return byLoop.isEmpty();
    }

    /** Whether somebody here is told who people are. */
    boolean tellsNames() {
        return naming.get() > 0;
    }

    /** Tells all of them; each protocol's text is made once. */
    void tell(Update update, Audience audience) {
        Map<Codec, Optional<String>> texts = new HashMap<>();
        byLoop.forEach((loop, seats) -> {
            for (Listener listener : seats.keySet()) {
                texts.computeIfAbsent(listener.codec(), codec -> text(codec, update, audience));
            }
            Map<Codec, Optional<String>> ready = Map.copyOf(texts);
            run(
                    loop,
                    () -> seats.forEach((listener, seat) -> ready.getOrDefault(listener.codec(), Optional.empty())
                            .ifPresent(text -> tell(listener, seat, update, text))));
        });
    }

    /** Tells one of them, who sits there. */
    static void tellOne(Listener listener, Seat seat, Update update, Audience audience) {
        text(listener.codec(), update, audience)
                .ifPresent(text -> run(listener.loop(), () -> tell(listener, seat, update, text)));
    }

    void forEach(Consumer<Listener> action) {
        byLoop.values().forEach(seats -> seats.keySet().forEach(action));
    }

    private static Optional<String> text(Codec codec, Update update, Audience audience) {
        try {
            return Optional.ofNullable(codec.encode(update, audience));
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "%s has no text for %s", codec.getClass(), update.getClass());
            return Optional.empty();
        }
    }

    private static void tell(Listener listener, Seat seat, Update update, String text) {
        try {
            if (seat.isNews(update)) {
                listener.tell(text);
            }
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "A listener could not be told");
            listener.close(Ending.BEHIND);
        }
    }

    private static void run(Executor loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            // The server stops, and with it the connections of this thread.
        }
    }
}
