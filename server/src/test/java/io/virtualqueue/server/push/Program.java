package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A program in another language, which runs beside the test with the packages that it needs. */
public final class Program implements AutoCloseable {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path NODE = TARGET.resolve("real-clients");
    private static final Path PYTHON = TARGET.resolve("real-clients-python");
    private static final Path VENV = PYTHON.resolve("venv").resolve("bin");
    private static final long PATIENCE_SECONDS = 120;
    private static final long INSTALLS_WITHIN_SECONDS = 300;
    private static boolean nodeIsReady;
    private static boolean pythonIsReady;

    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final List<String> printed = new ArrayList<>();

    private Program(Path directory, List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::read);
    }

    /** Starts a script of {@code src/test/js}. Needs Node.js and npm. */
    public static Program node(String script, String... arguments) {
        synchronized (Program.class) {
            if (!nodeIsReady) {
                alone(NODE, Program::installNode);
                nodeIsReady = true;
            }
        }
        return new Program(NODE, command("node", script, arguments));
    }

    /** Starts a script of {@code src/test/python}. Where there is no Python with venv, the test is left out and says so. */
    static Program python(String script, String... arguments) {
        synchronized (Program.class) {
            if (!pythonIsReady) {
                Assumptions.assumeTrue(hasVenv(), "python3 with venv is needed, and missing here");
                alone(PYTHON, Program::installPython);
                pythonIsReady = true;
            }
        }
        return new Program(PYTHON, command(VENV.resolve("python").toString(), script, arguments));
    }

    /** Tests run in several processes, of which one at a time installs. */
    private static void alone(Path directory, Runnable install) {
        Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            install.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void installNode() {
        copy(Path.of("src", "test", "js"), NODE);
        new Program(NODE, List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"))
                .end(INSTALLS_WITHIN_SECONDS);
    }

    private static void installPython() {
        copy(Path.of("src", "test", "python"), PYTHON);
        if (!Files.exists(VENV.resolve("pip"))) {
            new Program(PYTHON, List.of("python3", "-m", "venv", "venv")).end(INSTALLS_WITHIN_SECONDS);
        }
        String pip = VENV.resolve("pip").toString();
        new Program(PYTHON, List.of(pip, "install", "--quiet", "-r", "requirements.txt")).end(INSTALLS_WITHIN_SECONDS);
    }

    private static boolean hasVenv() {
        try {
            Process asked = new ProcessBuilder("python3", "-c", "import venv, ensurepip").start();
            return asked.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> scripts = Files.list(from)) {
            Files.createDirectories(to);
            for (Path script : scripts.toList()) {
                Path copy = to.resolve(script.getFileName());
                // What another process may be reading is left alone.
                if (!Files.exists(copy) || Files.mismatch(script, copy) >= 0) {
                    Files.copy(script, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String interpreter, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(interpreter, script));
        command.addAll(List.of(arguments));
        return command;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException closed) {
            // Said by the end of the lines.
        }
        lines.add(Optional.empty());
    }

    /** Returns when it has printed this line. */
    void awaitLine(String wanted) {
        while (true) {
            String line = nextLine(PATIENCE_SECONDS);
            if (line == null) {
                throw new AssertionError("it ended without '" + wanted + "':\n" + String.join("\n", printed));
            }
            if (line.equals(wanted)) {
                return;
            }
        }
    }

    /** Waits until it has ended well, and returns what it printed. */
    public String end() {
        return end(PATIENCE_SECONDS);
    }

    private String end(long withinSeconds) {
        try {
            while (nextLine(withinSeconds) != null) {
                // Kept there.
            }
            boolean ended = process.waitFor(withinSeconds, TimeUnit.SECONDS);
            String all = String.join("\n", printed);
            assertThat(ended && process.exitValue() == 0).as(all).isTrue();
            return all;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            close();
        }
    }

    private @Nullable String nextLine(long withinSeconds) {
        try {
            Optional<String> line = lines.poll(withinSeconds, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("it says no more:\n" + String.join("\n", printed));
            }
            line.ifPresent(printed::add);
            return line.orElse(null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
