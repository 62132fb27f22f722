package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeOptionsTest {
    @TempDir
    Path directory;

    @Test
    void withNothingSaidItServesThisMachineOnPort8080() {
        ServeOptions options = ServeOptions.read(List.of(), Map.of());
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.database()).isEqualTo(new DatabaseSettings.Embedded(Path.of("data")));
    }

    @Test
    void anOptionWinsOverItsVariable() {
        ServeOptions options = ServeOptions.read(
                List.of("serve", "--port=9000", "--data", "there"),
                Map.of("VQ_PORT", "9001", "VQ_DATA", "elsewhere", "VQ_HOST", "0.0.0.0"));
        assertThat(options.port()).isEqualTo(9000);
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.database()).isEqualTo(new DatabaseSettings.Embedded(Path.of("there")));
    }

    @Test
    void anEmptyDirectoryGetsADemoUnlessRefused() {
        assertThat(read("--data", directory.toString()).demo()).isTrue();
        assertThat(read("--data", directory.toString(), "--no-demo").demo()).isFalse();
    }

    @Test
    void aDirectoryWithADatabaseGetsADemoOnlyWhenAsked() throws IOException {
        Files.createDirectory(directory.resolve("postgres"));
        assertThat(read("--data", directory.toString()).demo()).isFalse();
        assertThat(read("--data", directory.toString(), "--demo").demo()).isTrue();
    }

    @Test
    void anExternalDatabaseGetsADemoOnlyWhenAsked() {
        Map<String, String> environment = Map.of("VQ_DB_URL", "postgresql://u:p@db/vq");
        assertThat(ServeOptions.read(List.of(), environment).demo()).isFalse();
        assertThat(ServeOptions.read(List.of("--demo"), environment).demo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "eighty", ""})
    void aPortThatIsNoneIsRefused(String port) {
        assertThatThrownBy(() -> read("--port", port))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("must be a number from 0 to 65535");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> read("--prot", "1"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("--prot");
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThatThrownBy(() -> read("--port"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("--port needs a value");
    }

    private static ServeOptions read(String... arguments) {
        return ServeOptions.read(List.of(arguments), Map.of());
    }
}
