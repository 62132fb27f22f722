package io.virtualqueue.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the file {@code postmaster.pid} says of the PostgreSQL of a data directory. */
public final class Postmaster {
    private static final int LINE_OF_PORT = 3;

    private Postmaster() {}

    /** The id of its main process, or of one that was killed. */
    public static Optional<Long> in(Path data) {
        return line(data, 0).map(Long::valueOf);
    }

    /** Its port on the loopback. */
    public static Optional<Integer> port(Path data) {
        return line(data, LINE_OF_PORT).map(Integer::valueOf);
    }

    private static Optional<String> line(Path data, int number) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            return lines.size() > number ? Optional.of(lines.get(number).strip()) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
