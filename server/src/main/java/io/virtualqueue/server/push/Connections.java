package io.virtualqueue.server.push;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
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
    /** Those that have not shown yet what they are: no protocol spoken, or no credential shown. */
    private final AtomicInteger opening = new AtomicInteger();

    private final int maxOpen;

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

    /** Whether another one fits. Those that are let in at the very same moment may be a few more. */
    public boolean hasRoom() {
        return open.size() + opening.get() < maxOpen;
    }

    /** One has begun that is not a {@link Connection} yet; {@link #endsOpening} follows once, whatever becomes of it. */
    public void beginsOpening() {
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

    void stop(@Observes ShutdownEvent event) {
        open.forEach(connection -> connection.close(Ending.SERVER_STOPS));
    }
}
