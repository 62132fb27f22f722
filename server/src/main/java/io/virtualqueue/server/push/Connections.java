package io.virtualqueue.server.push;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of this server. */
@Singleton
public final class Connections {
    /** Of all protocols together; more are refused with 503. Each costs a few kB and an open file. */
    public static final int MAX_OPEN = 200_000;

    private final Map<Protocol, AtomicInteger> counts = new EnumMap<>(Protocol.class);
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    @Inject
    Connections(MeterRegistry registry) {
        for (Protocol protocol : Protocol.values()) {
            AtomicInteger count = new AtomicInteger();
            counts.put(protocol, count);
            Gauge.builder("push.connections", count, AtomicInteger::get)
                    .description("Open connections that are told what happens")
                    .tag("protocol", protocol.wireName())
                    .register(registry);
        }
    }

    /** Whether another one fits. */
    public boolean hasRoom() {
        return open.size() < MAX_OPEN;
    }

    void opened(Connection connection) {
        if (open.add(connection)) {
            counter(connection.protocol()).incrementAndGet();
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

    private AtomicInteger counter(Protocol protocol) {
        return Objects.requireNonNull(counts.get(protocol));
    }

    Set<Connection> open() {
        return open;
    }
}
