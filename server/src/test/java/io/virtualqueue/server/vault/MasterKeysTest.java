package io.virtualqueue.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final DatabaseSettings EXTERNAL = new DatabaseSettings.External("jdbc:postgresql://db/vq", "u", "p");
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path directory;

    @Test
    void anEmbeddedDatabaseKeepsItsKeyBesideTheDataForNobodyElse() throws IOException {
        MasterKeys.read(Map.<String, String>of()::get, new DatabaseSettings.Embedded(directory));
        Path file = directory.resolve("master.key");
        String first = Files.readString(file);
        MasterKeys.read(Map.<String, String>of()::get, new DatabaseSettings.Embedded(directory));
        assertThat(Files.readString(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherDatabaseNeedsOne() {
        assertThatThrownBy(() -> MasterKeys.read(Map.<String, String>of()::get, EXTERNAL))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("VQ_MASTER_KEY is needed");
    }

    @Test
    void itComesFromAVariableOrAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
        assertThat(MasterKeys.read(Map.of("VQ_MASTER_KEY", KEY)::get, EXTERNAL).previous())
                .isNull();
        assertThat(MasterKeys.read(
                                Map.of("VQ_MASTER_KEY_FILE", file.toString(), "VQ_MASTER_KEY_PREVIOUS", KEY)::get,
                                EXTERNAL)
                        .previous())
                .isNotNull();
    }

    @Test
    void aMalformedOneIsRefusedWithoutSayingIt() {
        for (String bad : new String[] {"c2hvcnQ=", "not Base64!"}) {
            assertThatThrownBy(() -> MasterKeys.read(Map.of("VQ_MASTER_KEY", bad)::get, EXTERNAL))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("32 bytes in Base64")
                    .hasMessageNotContaining(bad);
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> MasterKeys.read(
                        Map.of("VQ_MASTER_KEY_FILE", directory.resolve("none").toString())::get, EXTERNAL))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("VQ_MASTER_KEY_FILE");
    }
}
