package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.listen.BareDialect;
import io.virtualqueue.bench.listen.Dialect;
import io.virtualqueue.bench.listen.EventStream;
import io.virtualqueue.bench.listen.Listening;
import io.virtualqueue.bench.listen.PlainSocket;
import io.virtualqueue.bench.listen.SignalR;
import io.virtualqueue.bench.listen.SocketIo;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.machine.Heap;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Target;
import io.virtualqueue.bench.server.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who listens: so many, in turn of these dialects.
 *
 * @param target to whom
 */
record Audience(Target target, List<Dialect> dialects, int count) {
    private static final int JOINING_CONNECTIONS = 64;

    /** People who wait in this queue, which nobody has joined yet; each listens with the own session token. */
    static Audience waitingIn(Lab lab, PackagedServer server, Tenant tenant, String queueId, int count)
            throws IOException, InterruptedException {
        Places places = new Places(count);
        lab.loadOnce(
                LoadPlan.all(server.port(), JOINING_CONNECTIONS, new Joins(tenant, queueId, 0, count), 201, places),
                server.target());
        return new Audience(
                server.target(),
                List.of(
                        new SignalR(places, queueId),
                        new PlainSocket(places, queueId),
                        new SocketIo(places),
                        new EventStream(places)),
                count);
    }

    /** As many of the bare broadcaster, in the same mixture, who want texts of the same sizes. */
    Audience ofBare(Target bare, Map<String, Integer> queueBytes) {
        return new Audience(
                bare,
                dialects.stream()
                        .<Dialect>map(dialect ->
                                new BareDialect(dialect.isSocket(), queueBytes.getOrDefault(dialect.name(), 0)))
                        .toList(),
                count);
    }

    /** Lets all of them listen. */
    Listening open() throws IOException, InterruptedException {
        return Listening.open(target.port(), dialects, count);
    }

    /** The memory of the other end before and while all of them listen, its garbage collected each time. */
    Memory memory(Path java) throws IOException, InterruptedException {
        long pid = target.servers().getFirst();
        Heap before = Heap.collected(java, pid);
        try (Listening listening = open()) {
            return new Memory(before, Heap.collected(java, pid), listening.count());
        }
    }

    /** Memory without and with so many listeners. */
    record Memory(Heap before, Heap with, int listeners) {
        double heapOfEach() {
            return (double) (with.usedBytes() - before.usedBytes()) / listeners;
        }

        double residentOfEach() {
            return (double) (with.residentBytes() - before.residentBytes()) / listeners;
        }
    }
}
