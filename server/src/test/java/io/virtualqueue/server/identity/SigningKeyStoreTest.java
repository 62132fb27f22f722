package io.virtualqueue.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.vault.MasterKeys;
import io.virtualqueue.server.vault.Vault;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningKeyStoreTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final SigningKeyStore store = store(database, Clock.systemUTC());

    @AfterEach
    void close() {
        database.close();
    }

    static SigningKeyStore store(TestDatabase database, Clock clock) {
        var worker = database.database().worker();
        var master = MasterKeys.read(Map.of("VQ_MASTER_KEY", RunningServer.MASTER_KEY)::get, database.settings());
        return new SigningKeyStore(worker, Vault.open(worker, master, clock), clock);
    }

    @Test
    void serversThatStartAtOnceAgreeOnTheKeys() throws Exception {
        Callable<SigningKeys> start = () -> store(database, Clock.systemUTC()).load();
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
    void keysFromBeforeThereWasAVaultGoOnWorkingAndAreSealed() throws SQLException {
        SigningKeys before = SigningKeys.generate();
        insertPlain("pair", before.pairs().getFirst().key().toJson(OutputControlLevel.INCLUDE_PRIVATE));
        insertPlain(
                "sessions",
                Base64.getEncoder().encodeToString(before.sessionSecret().getEncoded()));

        SigningKeys after = store.load();

        assertThat(after.publicKeySet()).isEqualTo(before.publicKeySet());
        assertThat(after.sessionSecret()).isEqualTo(before.sessionSecret());
        assertThat(all()).hasSize(2).allSatisfy(row -> assertThat(row).doesNotContain("\"d\""));
        assertThat(store.read().publicKeySet()).isEqualTo(before.publicKeySet());
    }

    @Test
    void noSecretIsReadableInTheDatabase() throws SQLException {
        SigningKeys keys = store.load();
        String secret = String.valueOf(keys.pairs()
                .getFirst()
                .key()
                .toParams(OutputControlLevel.INCLUDE_PRIVATE)
                .get("d"));
        String sessionSecret =
                Base64.getEncoder().encodeToString(keys.sessionSecret().getEncoded());

        assertThat(all())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).doesNotContain(secret).doesNotContain(sessionSecret));
    }

    @Test
    void requestsCannotReadThem() {
        assertThatThrownBy(() -> database.database()
                        .tenants()
                        .beforeTenant(handle -> handle.select("SELECT sealed FROM signing_key")
                                .mapTo(byte[].class)
                                .list()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theyDoNotShowInLogs() {
        assertThat(SigningKeys.generate().toString()).doesNotContain("\"d\"").hasSizeLessThan(100);
    }

    private void insertPlain(String use, String key) throws SQLException {
        try (var owner = database.owner();
                var statement = owner.prepareStatement("INSERT INTO signing_key (id, use, key, created_at, signs_from)"
                        + " VALUES (?, ?, ?, now(), now())")) {
            statement.setString(1, use);
            statement.setString(2, use);
            statement.setString(3, key);
            statement.execute();
        }
    }

    /** Every row, and what is in its bytes. */
    private List<String> all() throws SQLException {
        try (var owner = database.owner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("SELECT signing_key::text, sealed FROM signing_key")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                byte[] sealed = rows.getBytes(2);
                all.add(rows.getString(1) + (sealed == null ? "" : new String(sealed, UTF_8)));
            }
            return all;
        }
    }
}
