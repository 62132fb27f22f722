package io.virtualqueue.bench.server;

import java.util.List;

/**
 * Something that answers requests on the loopback, as far as a measurement has to know it.
 *
 * @param servers its processes
 * @param postgres the main processes of the PostgreSQL beneath it
 */
public record Target(int port, List<Long> servers, List<Long> postgres) {}
