package io.virtualqueue.server.push;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The open connections of this server. */
@Singleton
public final class Connections {
    /** Of all protocols together unless the operator says otherwise. Each costs a few kB and an open file. */
    static final String MAX_OPEN = "200000";

    private final Map<Protocol, AtomicInteger> counts = new EnumMap<>(Protocol.class);
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    /** Opened since somebody looked at their credentials last. */
    private final Queue<Connection> fresh = new ConcurrentLinkedQueue<>();
    /** The part of all that may be such as have shown no credential, where a protocol lets them in: one in so many. */
    static final int STRANGERS_ARE_ONE_IN = 10;

    /** Those that have not shown yet what they are: no protocol spoken, or no credential shown. */
    private final AtomicInteger opening = new AtomicInteger();

    private final int maxOpen;
    private volatile boolean stopping;

    @Inject
    Connections(
            MeterRegistry registry,
            @ConfigProperty(name = "VQ_PUSH_MAX_CONNECTIONS", defaultValue = MAX_OPEN) int maxOpen) {
        if (maxOpen < 0) {
            throw new IllegalArgumentException("VQ_PUSH_MAX_CONNECTIONS is at least 0");
        }
        this.maxOpen = maxOpen;
        for (Protocol protocol : Protocol.values()) {
            AtomicInteger count = new AtomicInteger();
            counts.put(protocol, count);
            Gauge.builder("push.connections", count, AtomicInteger::get)
                    .description("Open connections that are told what happens")
                    .tag("protocol", protocol.wireName())
                    .register(registry);
        }
    }

    /** How many may be open at once that have shown no credential yet, so that the others find room. */
    public int maxStrangers() {
        return Math.max(1, maxOpen / STRANGERS_ARE_ONE_IN);
    }

    /**
     * Lets one begin that is not a {@link Connection} yet; then {@link #endsOpening} follows once, whatever becomes of it.
     *
     * @return false when there are too many, or the server stops
     */
    public boolean beginsOpening() {
        boolean fits = open.size() + opening.incrementAndGet() <= maxOpen && !stopping;
        if (!fits) {
            opening.decrementAndGet();
        }
        return fits;
    }

    /** One that has been let in goes on being none, until another {@link #endsOpening}. */
    void keepsOpening() {
        opening.incrementAndGet();
    }

    public void endsOpening() {
        opening.decrementAndGet();
    }

    void opened(Connection connection) {
        if (open.add(connection)) {
            counter(connection.protocol()).incrementAndGet();
            if (connection.credential().mayEnd()) {
                fresh.add(connection);
            }
        }
    }

    void closed(Connection connection) {
        if (open.remove(connection)) {
            counter(connection.protocol()).decrementAndGet();
        }
    }

    int count(Protocol protocol) {
        return counter(protocol).get();
    }

    int opening() {
        return opening.get();
    }

    private AtomicInteger counter(Protocol protocol) {
        return Objects.requireNonNull(counts.get(protocol));
    }

    Set<Connection> open() {
        return open;
    }

    /** One that was opened since, or null. */
    @Nullable
    Connection nextFresh() {
        return fresh.poll();
    }

    /** Requests under way are waited for when the server stops, and streams would not end by themselves. */
    void start(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end live updates"));
    }

    void stop(@Observes ShutdownEvent event) {
        end();
    }

    private void end() {
        stopping = true;
        open.forEach(connection -> connection.close(Ending.SERVER_STOPS));
    }
}
