package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who starts {@code ./vq} where something is missing or in the way: one clear line. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("..", "vq").toAbsolutePath().normalize();
    private static final Path CACHE = Path.of("target", "start.aot").toAbsolutePath();
    private static final int ENDS_WITHIN_SECONDS = 120;

    @TempDir
    Path directory;

    /** What one run of the launcher left. */
    private record Run(int exitCode, String output) {}

    /** The first start after a build prepares the later ones, and says so. */
    @BeforeAll
    static void prepare(@TempDir Path elsewhere) throws Exception {
        run(elsewhere, Map.of(), "serve", "--prot", "80");
    }

    @Test
    void theFirstStartLeavesWhatLaterOnesTakeUp() {
        assertThat(CACHE).isNotEmptyFile();
        assertThat(CACHE.resolveSibling("quarkus-app")
                        .resolve("quarkus-run.jar")
                        .toFile()
                        .lastModified())
                .isLessThanOrEqualTo(CACHE.toFile().lastModified());
    }

    @Test
    void aBrokenCacheStopsNoStartAndIsNotSaid() throws Exception {
        Path aside = CACHE.resolveSibling("start.aot.aside");
        Files.move(CACHE, aside);
        try {
            Files.writeString(CACHE, "not a cache");
            assertOneLine(run(Map.of(), "serve", "--prot", "80"), "There is no option --prot");
        } finally {
            Files.move(aside, CACHE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aCacheOfOtherJavaOptionsStopsNoStartAndIsNotSaid() throws Exception {
        Map<String, String> options = Map.of("VQ_JAVA_OPTS", "-XX:-UseCompactObjectHeaders");
        assertOneLine(run(options, "serve", "--prot", "80"), "There is no option --prot");
    }

    @Test
    void javaOptionsThatExcludeTheCacheStopNoStart() throws Exception {
        assertOneLine(
                run(Map.of("VQ_JAVA_OPTS", "-Xshare:auto"), "serve", "--prot", "80"), "There is no option --prot");
    }

    @Test
    void helpListsTheCommands() throws Exception {
        Run run = run(Map.of(), "help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("serve", "dev", "test", "--data", "--port", "VQ_DB_URL");
    }

    @Test
    void anUnknownCommandIsOneLine() throws Exception {
        assertOneLine(run(Map.of(), "sevre"), "there is no command sevre");
    }

    @Test
    void anUnknownOptionIsOneLine() throws Exception {
        assertOneLine(run(Map.of(), "serve", "--prot", "80"), "There is no option --prot");
    }

    @Test
    void aBusyPortIsOneLineAndStartsNothing() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            assertOneLine(run(Map.of(), "serve", "--port", port), "Port " + port + " on 127.0.0.1 cannot be used");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aSecondStartOnOneDataDirectoryIsOneLine() throws Exception {
        try (RunningServer first = RunningServer.embedded(directory.resolve("data"))) {
            assertOneLine(run(Map.of(), "serve", "--port", "0"), "is in use by another server (process ");
            assertThat(first.api().get("/q/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void anUnreachableDatabaseIsOneLine() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        String url = "postgresql://me:secret@127.0.0.1:" + unused + "/vq";
        Run run = run(Map.of("VQ_DB_URL", url), "serve", "--port", "0");
        assertOneLine(run, "cannot be reached");
        assertThat(run.output()).doesNotContain("secret");
    }

    @Test
    void aWrongPasswordIsOneLine() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            Map<String, String> environment = Map.of(
                    "VQ_DB_URL", database.settings().url(),
                    "VQ_DB_USER", database.settings().user(),
                    "VQ_DB_PASSWORD", "a wrong guess");
            assertOneLine(run(environment, "serve", "--port", "0"), "refuses user");
        }
    }

    @Test
    void aSettingThatCannotBeIsNamed() throws Exception {
        Run run = run(Map.of("VQ_RATE_LIMIT_PER_MINUTE", "-1"), "serve", "--port", "0", "--no-demo");
        assertThat(run.output()).contains("vq: The server does not start: VQ_RATE_LIMIT_PER_MINUTE must be from 0 to");
        assertThat(run.exitCode()).isNotZero();
    }

    @Test
    void aDataDirectoryThatCannotBeMadeIsOneLine() throws Exception {
        Files.writeString(directory.resolve("file"), "");
        assertOneLine(run(Map.of(), "serve", "--port", "0", "--data", "file/data"), "The data directory ");
    }

    @Test
    void withoutAJdkItSaysWhatIsMissing() throws Exception {
        Path commands = Files.createDirectory(directory.resolve("bin"));
        for (String command : List.of("bash", "dirname", "readlink", "sed", "head")) {
            Files.createSymbolicLink(commands.resolve(command), which(command));
        }
        Map<String, String> environment =
                Map.of("PATH", commands.toString(), "JAVA_HOME", "/nowhere", "VQ_JDK_DIRECTORY", commands.toString());
        assertOneLine(run(environment, "serve"), "VirtualQueue needs a JDK 25 or newer; found none.");
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Path old = Files.createDirectories(directory.resolve("jdk-17").resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Path script = Files.writeString(old.resolve(program), "#!/bin/sh\necho javac 17.0.1\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        Path commands = Files.createDirectory(directory.resolve("bin"));
        for (String command : List.of("bash", "dirname", "readlink", "sed", "head")) {
            Files.createSymbolicLink(commands.resolve(command), which(command));
        }
        Map<String, String> environment = Map.of(
                "PATH", commands.toString(),
                "JAVA_HOME", directory.resolve("jdk-17").toString(),
                "VQ_JDK_DIRECTORY", commands.toString());
        assertOneLine(run(environment, "serve"), "found only 17 in " + directory.resolve("jdk-17"));
    }

    private static Path which(String command) {
        for (String place : System.getenv("PATH").split(":", -1)) {
            Path found = Path.of(place, command);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new AssertionError("No " + command + " on the PATH");
    }

    private static void assertOneLine(Run run, String part) {
        assertThat(run.output()).startsWith("vq: ").contains(part);
        assertThat(run.output().lines()).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(directory, environment, arguments);
    }

    private static Run run(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(which("bash").toString(), LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"))));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
