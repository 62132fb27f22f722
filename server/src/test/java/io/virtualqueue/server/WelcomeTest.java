package io.virtualqueue.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WelcomeTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080");
    private static final DatabaseSettings EMBEDDED = new DatabaseSettings.Embedded(Path.of("/var/lib/vq"));
    private static final Demo.Made DEMO = new Demo.Made(
            new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), "vq_live_key", "demo@demo.local", "demo secret");

    @Test
    void aLaterStartTellsNoSecrets() {
        String text = Welcome.text(BASE, EMBEDDED, "admin@example.com", Optional.empty(), Optional.empty());

        assertThat(text)
                .contains("http://127.0.0.1:8080/docs", "http://127.0.0.1:8080/q/health", "/var/lib/vq")
                .contains("admin@example.com")
                .doesNotContain("password", "key");
    }

    @Test
    void aFirstStartTellsWhatWasMade() {
        String text = Welcome.text(BASE, EMBEDDED, "admin@example.com", Optional.of("admin secret"), Optional.of(DEMO));

        assertThat(text)
                .contains("admin secret", "demo secret", "vq_live_key", "demo@demo.local")
                .contains("curl -X POST http://127.0.0.1:8080/v1/public/queues/" + DEMO.roomId() + "/sessions");
    }

    @Test
    void anExternalDatabaseIsNamedWithoutItsPassword() {
        DatabaseSettings external = new DatabaseSettings.External("jdbc:postgresql://host/db", "owner", "hidden");

        assertThat(Welcome.text(BASE, external, "a@b.c", Optional.empty(), Optional.empty()))
                .contains("VQ_DB_URL")
                .doesNotContain("hidden");
    }

    @Test
    void theAddressIsOneThatABrowserCanOpen() {
        assertThat(Welcome.base("http", "127.0.0.1", 80)).hasToString("http://127.0.0.1:80");
        assertThat(Welcome.base("http", "0.0.0.0", 80)).hasToString("http://localhost:80");
        assertThat(Welcome.base("http", "::", 80)).hasToString("http://localhost:80");
        assertThat(Welcome.base("http", "::1", 80)).hasToString("http://[::1]:80");
        assertThat(Welcome.base("https", "0.0.0.0", 443)).hasToString("https://localhost:443");
    }

    @Test
    void secretsDoNotShowInLogs() {
        assertThat(DEMO.toString()).doesNotContain("secret", "vq_live_key");
    }
}
