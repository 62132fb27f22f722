package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.vault.MasterKeys;
import io.virtualqueue.server.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is remembered of keys, with a clock that the test sets. */
class KnownKeysTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final SettableClock clock = new SettableClock();
    private final TenantTransactions transactions = DATABASE.database().tenants();
    private final Revocations revocations = new Revocations(DATABASE.database().worker(), clock);
    private final SigningSecrets secrets = new SigningSecrets(transactions, vault(), clock);
    private final ApiKeys apiKeys = new ApiKeys(transactions, revocations, clock);
    private final Applications applications = new Applications(
            transactions, apiKeys, secrets, new Origins(DATABASE.database().worker()), revocations, List.of(), clock);
    private final KnownKeys keys = new KnownKeys(
            transactions, secrets, revocations, new KeyUses(DATABASE.database().worker()), clock);
    private final UUID tenant = TimeOrderedId.next();
    private UUID application = tenant;

    private Vault vault() {
        return Vault.open(
                DATABASE.database().worker(),
                MasterKeys.read(
                        name -> name.equals("VQ_MASTER_KEY") ? RunningServer.MASTER_KEY : null, DATABASE.settings()),
                clock);
    }

    @BeforeEach
    void makeAnApplication() {
        DATABASE.database()
                .worker()
                .inTransaction(
                        handle -> handle.createUpdate("INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                                        + " VALUES (:id, 'x', :domain, :now, :now)")
                                .bind("id", tenant)
                                .bind("domain", tenant.toString())
                                .bind("now", OffsetDateTime.now(clock))
                                .execute());
        application = applications
                .create(tenant, new Application.Settings("x", List.of(), null, false, null), null, Actor.SYSTEM)
                .application()
                .id();
        revocations.poll();
    }

    @Test
    void aRememberedKeyStopsWhenItExpires() {
        String key = make(false, clock.instant().plusSeconds(60));
        assertThat(keys.recall(key)).as("before it was checked").isNull();
        assertThat(keys.check(key)).isNotNull();
        pass(Duration.ofSeconds(59));
        assertThat(keys.recall(key)).isNotNull();
        pass(Duration.ofSeconds(1));
        assertThat(keys.recall(key)).isNull();
        assertThat(keys.check(key)).isNull();
        assertThat(keys.recall(key)).isNull();
    }

    @Test
    void theFormerKeyIsGoodForTheOverlapExactly() {
        String former = make(false, null);
        UUID id = id(former);
        assertThat(keys.check(former)).isNotNull();
        String fresh = apiKeys.rotate(tenant, application, id, Duration.ofMinutes(1), Actor.SYSTEM)
                .orElseThrow()
                .secret();
        revocations.poll();
        assertThat(keys.recall(former)).as("its end must be read first").isNull();
        assertThat(keys.check(former)).isNotNull();
        pass(Duration.ofSeconds(59));
        assertThat(keys.recall(former)).isNotNull();
        pass(Duration.ofSeconds(1));
        assertThat(keys.recall(former)).isNull();
        assertThat(keys.check(former)).isNull();
        assertThat(keys.check(fresh)).isNotNull();
    }

    @Test
    void nothingIsTrustedThatCannotHaveBeenRevokedInSight() {
        String key = make(false, null);
        assertThat(keys.check(key)).isNotNull();
        clock.advance(Revocations.TRUSTED_FOR);
        assertThat(keys.recall(key)).isNull();
        revocations.poll();
        assertThat(keys.recall(key)).isNotNull();
    }

    @Test
    void aTestKeyCallsAsTheSandboxAndGoesWithTheTenant() {
        String key = make(true, null);
        KnownKey known = Objects.requireNonNull(keys.check(key));
        assertThat(known.caller().tenantId()).isEqualTo(Sandbox.of(tenant)).isNotEqualTo(tenant);
        assertThat(known.caller().applicationId()).isEqualTo(application);
        revocations.noticed(tenant);
        assertThat(keys.recall(key)).isNull();
    }

    @Test
    void whatIsNoKeyIsNobodys() {
        for (String text : List.of("", "vq_live_", "vq_sign_" + "a".repeat(43), make(false, null) + "a")) {
            assertThat(keys.check(text)).as(text).isNull();
        }
    }

    @Test
    void secretsAreSealedInTheDatabaseAndTwoAreGoodAtMost() {
        String first = secret(Duration.ofMinutes(1));
        String second = secret(Duration.ofMinutes(2));
        String third = secret(Duration.ofMinutes(3));
        assertThat(secrets.read(tenant, application))
                .containsExactly(
                        new SigningSecret(third, null),
                        new SigningSecret(second, clock.instant().plus(Duration.ofMinutes(3))));
        clock.advance(Duration.ofMinutes(3));
        assertThat(secrets.read(tenant, application)).containsExactly(new SigningSecret(third, null));
        byte[] stored = transactions.inTenant(
                tenant,
                handle -> handle.createQuery("SELECT signing_secret FROM application WHERE id = :id")
                        .bind("id", application)
                        .mapTo(byte[].class)
                        .one());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(third)
                .doesNotContain(first);
    }

    private String make(boolean test, @Nullable Instant expiresAt) {
        ApiKey.Wish wish = new ApiKey.Wish("x", Scope.ALL, test, expiresAt);
        return apiKeys.create(tenant, application, wish, Actor.SYSTEM)
                .orElseThrow()
                .secret();
    }

    private UUID id(String key) {
        return Objects.requireNonNull(keys.check(key)).caller().keyId();
    }

    private String secret(Duration overlap) {
        return applications
                .newSigningSecret(tenant, application, overlap, Actor.SYSTEM)
                .orElseThrow();
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        revocations.poll();
    }
}
