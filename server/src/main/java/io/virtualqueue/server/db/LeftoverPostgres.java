package io.virtualqueue.server.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL that still runs on a data directory although the server that started it is gone. */
final class LeftoverPostgres {
    /** How long a fast shutdown may take: it writes everything out first. */
    private static final Duration FAST = Duration.ofSeconds(60);

    /** How long an immediate shutdown may take: it writes nothing. */
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private LeftoverPostgres() {}

    /**
     * Ends it if there is one; the caller holds the data directory's lock, so that nobody needs it any more.
     *
     * @throws StartupException when it does not end
     */
    static void end(Path postgres) {
        Optional<ProcessHandle> found = find(postgres);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        signal(process, "INT");
        if (!isGone(process, FAST)) {
            signal(process, "QUIT");
            if (!isGone(process, IMMEDIATE)) {
                throw new StartupException("A PostgreSQL left over in " + postgres + " (process " + process.pid()
                        + ") does not end; end it yourself.");
            }
        }
    }

    static Optional<ProcessHandle> find(Path postgres) {
        try {
            List<String> lines = Files.readAllLines(postgres.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(process -> isOn(process, postgres));
        } catch (NoSuchFileException noneRuns) {
            return Optional.empty();
        } catch (IOException | NumberFormatException failure) {
            throw new StartupException("The file postmaster.pid in " + postgres + " cannot be read.", failure);
        }
    }

    /** A process id is soon given to someone else: look at what the process really is. */
    private static boolean isOn(ProcessHandle process, Path postgres) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isSymbolicLink(workingDirectory)) {
            try {
                return Files.readSymbolicLink(workingDirectory).equals(postgres.toRealPath());
            } catch (IOException notOurs) {
                return false;
            }
        }
        return process.info().commandLine().orElse("").contains(postgres.toString());
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new StartupException(
                    "A PostgreSQL left over (process " + process.pid() + ") cannot be ended.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks often: {@link ProcessHandle#onExit} looks at other processes' children only three times a second. */
    private static boolean isGone(ProcessHandle process, Duration limit) {
        long start = System.nanoTime();
        while (process.isAlive()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}
