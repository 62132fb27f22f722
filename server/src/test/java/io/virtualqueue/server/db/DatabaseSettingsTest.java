package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
    private static final Path DATA = Path.of("data");

    @Test
    void withoutAUrlItIsEmbedded() {
        assertThat(DatabaseSettings.from(Map.of(), DATA)).isEqualTo(new DatabaseSettings.Embedded(DATA));
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://me:secret@db:5433/vq, jdbc:postgresql://db:5433/vq",
        "postgres://me:secret@db/vq, jdbc:postgresql://db/vq",
        "jdbc:postgresql://me:secret@db/vq?sslmode=require, jdbc:postgresql://db/vq?sslmode=require",
        "jdbc:postgresql://db/vq?user=me&password=secret, jdbc:postgresql://db/vq",
        "jdbc:postgresql://db/vq?user=me&ssl=true&password=secret, jdbc:postgresql://db/vq?ssl=true",
        "postgresql://m%65:s%65cret@db/vq, jdbc:postgresql://db/vq"
    })
    void credentialsAreTakenOutOfTheUrl(String given, String url) {
        assertThat(DatabaseSettings.from(Map.of("VQ_DB_URL", given), DATA))
                .isEqualTo(new DatabaseSettings.External(url, "me", "secret"));
    }

    @Test
    void aPlusSignInAPasswordIsItself() {
        assertThat(DatabaseSettings.from(Map.of("VQ_DB_URL", "postgresql://me:a+b@db/vq"), DATA))
                .isEqualTo(new DatabaseSettings.External("jdbc:postgresql://db/vq", "me", "a+b"));
    }

    @Test
    void variablesWinOverTheUrl() {
        Map<String, String> environment =
                Map.of("VQ_DB_URL", "postgresql://me:secret@db/vq", "VQ_DB_USER", "you", "VQ_DB_PASSWORD", "other");
        assertThat(DatabaseSettings.from(environment, DATA))
                .isEqualTo(new DatabaseSettings.External("jdbc:postgresql://db/vq", "you", "other"));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://me:secret@db/vq, must look like",
        "postgresql://me:secret@db, names no database",
        "postgresql://db/vq, names no user",
        "postgresql://me@db/vq, has no password",
        "postgresql://me:%zz@db/vq, two hex digits"
    })
    void aUrlThatCannotBeUsedIsRefusedInOneSentence(String url, String reason) {
        assertThatThrownBy(() -> DatabaseSettings.from(Map.of("VQ_DB_URL", url), DATA))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }

    @Test
    void settingsDoNotShowThePassword() {
        assertThat(new DatabaseSettings.External("jdbc:postgresql://db/vq", "me", "secret"))
                .asString()
                .doesNotContain("secret");
    }
}
