package io.virtualqueue.server;

import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The real server in a process of its own, listening on loopback. Needs the packaged application. */
public final class RunningServer implements AutoCloseable {
    public static final String ADMIN_EMAIL = "admin@example.com";
    public static final String ADMIN_PASSWORD = "a long enough password";

    /** For servers that share a database, which must share this. */
    public static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);
    /** Asking without a pause would take the server a processor to start with. */
    private static final Duration ASKED_EVERY = Duration.ofMillis(20);
    /** Below those that systems give to outgoing connections, so that none of these takes a port before the server does. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;
    private static final int PORTS_TRIED = 100;
    private static @Nullable RunningServer shared;

    private final Process process;
    private final Path log;
    private final String origin;
    private final HttpApi api;

    private RunningServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.origin = "http://127.0.0.1:" + port;
        this.api = HttpApi.anonymous(origin);
    }

    /** The server that all API tests share, with a database of its own; started once, stopped when the JVM ends. */
    public static synchronized RunningServer shared() {
        RunningServer running = shared;
        if (running == null) {
            running = embedded(newDirectory("shared"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }

    /** A server with PostgreSQL embedded in that data directory. */
    public static RunningServer embedded(Path data) {
        return start(List.of("--no-demo", "--data", data.toString()), Map.of());
    }

    /** A server with these variables, on a fresh database of the PostgreSQL that tests share; it starts sooner so. */
    public static RunningServer fresh(Map<String, String> variables) {
        return on(TestDatabase.fresh().settings(), variables);
    }

    /** A server on a PostgreSQL that runs already. */
    public static RunningServer on(DatabaseSettings.External database) {
        return on(database, Map.of());
    }

    /** The same with these variables besides. */
    public static RunningServer on(DatabaseSettings.External database, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "VQ_DB_URL", database.url(),
                "VQ_DB_USER", database.user(),
                "VQ_DB_PASSWORD", database.password(),
                "VQ_MASTER_KEY", MASTER_KEY));
        variables.putAll(more);
        return start(List.of("--no-demo"), variables);
    }

    /** A server with these arguments and variables; returns when it is ready. */
    public static RunningServer start(List<String> arguments, Map<String, String> variables) {
        try {
            int port = freePort();
            List<String> command = command(port);
            command.addAll(arguments);
            Path log = Files.createTempFile(Files.createDirectories(Path.of("target", "servers")), "server-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment()
                    .putAll(new HashMap<>(Map.of(
                            "VQ_ADMIN_EMAIL", ADMIN_EMAIL,
                            "VQ_ADMIN_PASSWORD", ADMIN_PASSWORD,
                            "VQ_RATE_LIMIT_PER_MINUTE", "0")));
            builder.environment().putAll(variables);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            RunningServer server = new RunningServer(builder.start(), log, port);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String coverage = System.getProperty("vq.coverage", "");
        if (coverage.startsWith("-javaagent")) {
            command.add(coverage);
        }
        // A server of a test lives shortly: what starts it sooner counts, not what it could do after a while.
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString(),
                "serve",
                "--port",
                Integer.toString(port)));
        return command;
    }

    /** An empty directory below {@code target}, so that nothing is left elsewhere. */
    public static Path newDirectory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), name + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        for (int tries = 0; tries < PORTS_TRIED; tries++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another may be free.
            }
        }
        throw new IOException("no free port");
    }

    /** Returns when the server can do its work. */
    public void awaitReady() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < STARTS_WITHIN.toNanos()) {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended at its start:\n" + log());
            }
            try {
                int status = api.get("/q/health/ready").status();
                // One that encrypts sends whoever does not elsewhere, and then serves already.
                if (status == 200 || status / 100 == 3) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // It does not listen yet.
            }
            LockSupport.parkNanos(ASKED_EVERY.toNanos());
        }
        throw new AssertionError("the server is not ready:\n" + log());
    }

    /** What a browser calls the server's own pages. */
    public String origin() {
        return origin;
    }

    /** Calls without a credential. */
    public HttpApi api() {
        return api;
    }

    /** Calls as the super admin. */
    public HttpApi superAdmin() {
        return api.login(ADMIN_EMAIL, ADMIN_PASSWORD);
    }

    public long pid() {
        return process.pid();
    }

    /** What the server has printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As SIGTERM does; returns when the process has ended by itself. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server does not stop:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
