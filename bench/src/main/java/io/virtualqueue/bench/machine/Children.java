package io.virtualqueue.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The processes and directories that a run makes, all of which are gone when it ends, however it ends. */
public final class Children implements AutoCloseable {
    private static final long ENDS_WITHIN_SECONDS = 30;
    private static final int DELETE_ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final List<ProcessHandle> processes = new ArrayList<>();
    private final List<ProcessHandle> adopted = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();
    private boolean isClosed;

    /** A registry that is closed when this process ends. */
    public static Children endedWithThisProcess() {
        Children children = new Children();
        Runtime.getRuntime().addShutdownHook(new Thread(children::close));
        return children;
    }

    public synchronized Process start(ProcessBuilder builder) throws IOException {
        refuseIfClosed();
        Process process = builder.start();
        processes.add(process.toHandle());
        return process;
    }

    /** Notes a process that one of ours has started and might leave behind. */
    public synchronized void adopt(long pid) {
        ProcessHandle.of(pid).ifPresent(adopted::add);
    }

    /** An empty directory below this one. */
    public synchronized Path newDirectory(Path below, String name) throws IOException {
        refuseIfClosed();
        Path directory = Files.createTempDirectory(Files.createDirectories(below), name + "-")
                .toAbsolutePath();
        directories.add(directory);
        return directory;
    }

    /** The ids of those that run. */
    public synchronized List<Long> running() {
        processes.removeIf(process -> !process.isAlive());
        adopted.removeIf(process -> !process.isAlive());
        return Stream.concat(processes.stream(), adopted.stream())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Ends all of them and deletes the directories. A server goes before its PostgreSQL, which it would start again. */
    @Override
    public synchronized void close() {
        isClosed = true;
        processes.forEach(Children::end);
        adopted.forEach(Children::end);
        processes.clear();
        adopted.clear();
        directories.forEach(Children::endPostgres);
        directories.forEach(Children::delete);
        directories.clear();
    }

    /** Notes that a process is another's business again: a server that starts on its data ends it. */
    public synchronized void disown(long pid) {
        adopted.removeIf(process -> process.pid() == pid);
    }

    /** Ends the PostgreSQL of a server's directory, when there is one that runs. */
    private static void endPostgres(Path directory) {
        Postmaster.in(directory.resolve("data")).flatMap(ProcessHandle::of).ifPresent(Children::end);
    }

    private void refuseIfClosed() {
        if (isClosed) {
            throw new IllegalStateException("the run is over");
        }
    }

    /** Kills it and its children: what they hold is thrown away anyway. */
    public static void end(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(Children::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            System.err.println("bench: process " + process.pid() + " does not end");
        }
    }

    /** Deletes a directory; its last users may still be writing, or deleting, for a moment. */
    public static void delete(Path directory) {
        for (int attempt = 1; Files.exists(directory); attempt++) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException failure) {
                if (attempt == DELETE_ATTEMPTS) {
                    System.err.println("bench: cannot delete " + directory + ": " + failure.getMessage());
                    return;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }
}
