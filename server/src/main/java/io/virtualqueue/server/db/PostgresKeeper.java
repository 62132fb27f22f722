package io.virtualqueue.server.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the embedded PostgreSQL again when it ends though nobody asked it to. */
final class PostgresKeeper implements AutoCloseable {
    /** So many starts are tried, a second apart: the killed one's children need a moment to notice and go. */
    static final int TRIES = 30;

    private static final Logger LOG = Logger.getLogger(PostgresKeeper.class);
    private static final Executor IN_A_SECOND = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final DataDirectory directory;
    private final Path program;
    private @Nullable CompletableFuture<?> whenEnded;
    private boolean closed;

    private PostgresKeeper(DataDirectory directory, Path program) {
        this.directory = directory;
        this.program = program;
    }

    /** @param postgres the running process */
    static PostgresKeeper watch(DataDirectory directory, ProcessHandle postgres) {
        Path program = Path.of(postgres.info()
                .command()
                .orElseThrow(() -> new StartupException("The embedded PostgreSQL cannot be watched.")));
        PostgresKeeper keeper = new PostgresKeeper(directory, program.resolveSibling("pg_ctl"));
        keeper.startAgainWhenEnded(postgres);
        return keeper;
    }

    private synchronized void startAgainWhenEnded(ProcessHandle postgres) {
        whenEnded = postgres.onExit().thenRunAsync(() -> startAgain(1), IN_A_SECOND);
    }

    private synchronized void startAgain(int attempt) {
        if (closed) {
            return;
        }
        LOG.warnf("PostgreSQL has ended by itself; starting it again (%d of %d)", attempt, TRIES);
        if (isStarted()) {
            LeftoverPostgres.find(directory.postgres()).ifPresent(this::startAgainWhenEnded);
        } else if (attempt < TRIES) {
            IN_A_SECOND.execute(() -> startAgain(attempt + 1));
        } else {
            LOG.errorf("PostgreSQL does not start again; %s says why", directory.log());
        }
    }

    /** A restart takes the options of the start before from a file in the data directory. */
    private boolean isStarted() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is not.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.toString(), "-D", directory.postgres().toString(), "-w", "restart"));
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(directory.log().toFile());
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException failure) {
            LOG.errorf("PostgreSQL cannot be started again: %s", failure.getMessage());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From now on an end is meant. */
    @Override
    public synchronized void close() {
        closed = true;
        if (whenEnded != null) {
            whenEnded.cancel(false);
        }
    }
}
