package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.db.TestDatabase;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningKeyStoreTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    @Test
    void serversThatStartAtOnceAgreeOnTheKeys() throws Exception {
        Callable<SigningKeys> start =
                () -> SigningKeyStore.load(DATABASE.database().worker(), Clock.systemUTC());
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            var loaded = servers.invokeAll(Stream.generate(() -> start).limit(4).toList());

            SigningKeys first = loaded.getFirst().get();
            var session = UUID.randomUUID();
            String token = new SessionTokens(first.sessionSecret()).issue(session, session, session);
            for (var other : loaded) {
                assertThat(other.get().publicKeySet()).isEqualTo(first.publicKeySet());
                assertThat(new SessionTokens(other.get().sessionSecret()).check(token))
                        .isNotNull();
            }
        }
    }

    @Test
    void requestsCannotReadThem() {
        assertThatThrownBy(() -> DATABASE.database()
                        .tenants()
                        .beforeTenant(handle -> handle.select("SELECT key FROM signing_key")
                                .mapTo(String.class)
                                .list()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theyDoNotShowInLogs() {
        assertThat(SigningKeys.generate().toString()).doesNotContain("\"d\"").hasSizeLessThan(100);
    }
}
