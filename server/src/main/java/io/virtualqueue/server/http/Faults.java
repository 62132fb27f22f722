package io.virtualqueue.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Faults of the server itself: the log gets everything, the caller gets a number to quote. */
final class Faults {
    private Faults() {}

    /** Logs a fault under a new id and returns the problem that names the id and nothing else. */
    static Problem logged(Logger log, Throwable fault) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        log.errorf(fault, "Fault %s", id);
        return Problem.of(500, "internal_error", "Something went wrong here. The log knows it as " + id + ".");
    }
}
