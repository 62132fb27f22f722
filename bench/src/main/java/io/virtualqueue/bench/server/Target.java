package io.virtualqueue.bench.server;

import io.virtualqueue.bench.machine.Children;
import java.util.List;

/**
 * Something that answers requests on the loopback, as far as a measurement has to know it.
 *
 * @param servers its processes
 * @param postgres the main processes of the PostgreSQL beneath it
 */
public record Target(int port, List<Long> servers, List<Long> postgres) {
    /** Kills its processes. */
    public void end() {
        servers.forEach(pid -> ProcessHandle.of(pid).ifPresent(Children::end));
    }
}
