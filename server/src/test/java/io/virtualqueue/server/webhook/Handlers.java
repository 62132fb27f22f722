package io.virtualqueue.server.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The webhook handlers of the integration guide, as they stand there but for the port. They need Node.js and Python. */
final class Handlers {
    private static final Path SOURCES = Path.of("src", "test", "handlers");
    private static final Path PLACE = Path.of("target", "webhook-handlers");
    private static final String PORT_OF_THE_GUIDE = "3000";
    private static final long INSTALLS_WITHIN_SECONDS = 300;
    private static final long LISTENS_WITHIN_SECONDS = 30;
    private static final Duration ASKED_EVERY = Duration.ofMillis(20);

    private Handlers() {}

    /** One that runs. */
    record Running(Process process, Path output, int port) implements AutoCloseable {
        String url() {
            return "http://127.0.0.1:" + port + "/webhooks/queue-events";
        }

        /** What it has printed so far. */
        String printed() {
            try {
                return Files.readString(output, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    static Running node() throws IOException, InterruptedException {
        copy();
        run(List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"));
        return start("handler.js", "node");
    }

    static Running python() throws IOException, InterruptedException {
        copy();
        Path python = PLACE.resolve("venv").resolve("bin").resolve("python").toAbsolutePath();
        if (!Files.exists(python)) {
            run(List.of("python3", "-m", "venv", "venv"));
        }
        run(List.of(python.toString(), "-m", "pip", "install", "--quiet", "flask==3.1.2"));
        return start("handler.py", python.toString(), "-u");
    }

    private static void copy() throws IOException {
        Files.createDirectories(PLACE);
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, PLACE.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Running start(String script, String... interpreter) throws IOException, InterruptedException {
        int port = freePort();
        String text = Files.readString(PLACE.resolve(script)).replace(PORT_OF_THE_GUIDE, Integer.toString(port));
        Files.writeString(PLACE.resolve(script), text);
        Path output = Files.createTempFile(PLACE, script, ".log");
        List<String> command =
                Stream.concat(Stream.of(interpreter), Stream.of(script)).toList();
        Process process = new ProcessBuilder(command)
                .directory(PLACE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Running running = new Running(process, output, port);
        awaitListening(running);
        return running;
    }

    private static void awaitListening(Running running) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LISTENS_WITHIN_SECONDS)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.port())) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(ASKED_EVERY.toNanos());
            }
        }
        running.close();
        throw new AssertionError("it does not listen:\n" + running.printed());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(PLACE, "run-", ".log");
        Process process = new ProcessBuilder(command)
                .directory(PLACE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(INSTALLS_WITHIN_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + Files.readString(output));
        }
    }
}
