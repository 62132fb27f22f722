package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clients that others use, as they come from npm. They need Node.js. */
class RealClientsIT {
    private static final Path SCRIPTS = Path.of("src", "test", "js");
    private static final Path PLACE = Path.of("target", "real-clients");
    private static final long INSTALLS_WITHIN_SECONDS = 300;
    private static final long RUNS_WITHIN_SECONDS = 120;
    private static final RunningServer SERVER = RunningServer.shared();

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(PLACE);
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, PLACE.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(
                INSTALLS_WITHIN_SECONDS,
                List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"));
    }

    @Test
    void microsoftsClientOfSignalR() throws Exception {
        assertThat(node("signalr.mjs")).contains("WebSockets works", "ServerSentEvents works", "LongPolling works");
    }

    @Test
    void theClientOfSocketIo() throws Exception {
        assertThat(node("socketio.mjs")).contains("Socket.IO works");
    }

    private static String node(String script) throws IOException, InterruptedException {
        String key = TestTenant.on(SERVER).apiKey();
        return run(RUNS_WITHIN_SECONDS, List.of("node", script, SERVER.origin(), key));
    }

    private static String run(long withinSeconds, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(PLACE, "run-", ".log");
        Process process = new ProcessBuilder(command)
                .directory(PLACE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(withinSeconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }
}
