package io.virtualqueue.server.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.SealedPerson;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import io.virtualqueue.server.vault.TestVault;
import io.virtualqueue.server.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long what is known stays, and with which key it is sealed meanwhile. */
class KeptDataTest {
    private static final Person ADA = new Person("Ada", "ada@example.com", null, null);
    private static final String KEYS = "SELECT DISTINCT key_id FROM person WHERE tenant_id = ?";
    private static final String TOLD = "SELECT session_id FROM person WHERE tenant_id = ? ORDER BY session_id";
    private static final String USERS = "SELECT user_id FROM session WHERE tenant_id = ? ORDER BY id";
    private static final int FEW = 2;

    private final PrivacyScene scene = new PrivacyScene();
    private final UUID tenant = scene.tenant();
    private final QueueKey queue = scene.queue(tenant);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void afterANewKeyEverythingIsSealedWithItAFewAtATime() {
        for (int i = 0; i < FEW + 1; i++) {
            scene.join(queue, "user-" + i, ADA);
        }
        List<?> before = scene.texts(KEYS, tenant);
        scene.resealing.rotate(tenant, Actor.SYSTEM);

        assertThat(scene.resealing.sealSome(tenant, FEW)).isTrue();
        assertThat(scene.texts(KEYS, tenant)).hasSize(2);
        assertThat(scene.resealing.sealSome(tenant, FEW)).isFalse();

        assertThat(scene.texts(KEYS, tenant)).hasSize(1).isNotEqualTo(before);
        assertThat(export())
                .hasSize(FEW + 1)
                .allSatisfy(one -> assertThat(one.userName()).isEqualTo("Ada"));
    }

    @Test
    void whatAnotherServerSealedWithTheFormerKeyMeanwhileIsSealedAnewWhenAllKnowTheNewOne() {
        Vault other = TestVault.open(scene.database);
        UUID session = scene.join(queue, "user", ADA);
        int former = other.keys(tenant).newestKey();
        scene.resealing.rotate(tenant, Actor.SYSTEM);
        scene.resealing.carryOn();
        assertThat(scene.texts("SELECT tenant_id FROM resealing WHERE tenant_id = ?", tenant))
                .hasSize(1);

        byte[] late = other.keys(tenant).seal("{\"name\":\"Ada\"}".getBytes(UTF_8), "person:" + session);
        scene.execute("UPDATE person SET sealed = ?, key_id = ? WHERE session_id = ?", late, former, session);
        scene.resealing.carryOn();
        assertThat(scene.texts(KEYS, tenant)).containsExactly(Integer.toString(former));

        scene.clock.advance(Vault.REMEMBERED_FOR.plusMinutes(2));
        scene.resealing.carryOn();
        assertThat(scene.texts(KEYS, tenant))
                .containsExactly(Integer.toString(scene.vault.keys(tenant).newestKey()))
                .doesNotContain(Integer.toString(former));
        assertThat(scene.trailOf(tenant)).containsExactly("tenant_key.rotated", "privacy.resealed");
        assertThat(scene.texts(
                        "SELECT after ->> 'people' FROM audit_entry WHERE tenant_id = ? AND after IS NOT NULL", tenant))
                .containsExactly("2");
    }

    @Test
    void whatWasToldBeforeThereWasSealingIsSealedForAllTenantsAFewAtATime() {
        List<UUID> tenants = List.of(tenant, scene.tenant(), scene.tenant());
        for (UUID old : tenants) {
            scene.execute(
                    "INSERT INTO person (tenant_id, session_id, name, email, phone, metadata)"
                            + " VALUES (?, ?, 'Ada', 'ada@example.com', '+442079460018', '{\"seat\": 7}')",
                    old,
                    UUID.randomUUID());
        }
        assertThat(scene.plain.sealSome(null, FEW)).isEqualTo(FEW);
        assertThat(scene.plain.sealSome(null, FEW)).isEqualTo(1);
        assertThat(scene.plain.sealAll(null)).isZero();
        assertThat(tenants)
                .noneMatch(old -> scene.isStored(old, "ada@")
                        || scene.isStored(old, "example")
                        || scene.isStored(old, "442079460018")
                        || scene.isStored(old, "seat"));
    }

    @Test
    void whoseSessionsEndedLongAgoIsForgottenWhereTheTenantWantsThat() {
        QueueKey keeper = scene.queue(scene.tenant());
        UUID kept = scene.join(keeper, "user", ADA);
        scene.leave(keeper, kept);
        UUID over = scene.join(queue, "user-1", ADA);
        UUID live = scene.join(queue, "user-2", ADA);
        UUID untold = scene.join(queue, "user-3", Person.NONE);
        scene.leave(queue, over);
        scene.leave(queue, untold);
        scene.execute("UPDATE tenant SET retention_days = 10 WHERE id = ?", tenant);

        scene.retention.forgetEndedSessions(1);
        assertThat(scene.texts(USERS, tenant)).containsExactly("user-1", "user-2", "user-3");

        scene.clock.advance(Duration.ofDays(11));
        scene.retention.forgetEndedSessions(1);
        assertThat(scene.texts(USERS, tenant)).containsExactly("erased-" + over, "user-2", "erased-" + untold);
        assertThat(scene.texts(TOLD, tenant)).containsExactly(live.toString());
        assertThat(scene.texts(TOLD, keeper.tenantId())).containsExactly(kept.toString());

        scene.leave(queue, live);
        scene.retention.forgetEndedSessions(1);
        assertThat(scene.texts(TOLD, tenant)).isEmpty();
    }

    @Test
    void whatWasWrittenOfHowItWasGoesWithTheSession() {
        UUID untold = scene.join(queue, "user", Person.NONE);
        scene.leave(queue, untold);
        scene.execute("UPDATE session SET user_id = id::text WHERE id = ?", untold);
        scene.rate(untold, queue, 2, "Slow.");
        scene.execute("UPDATE tenant SET retention_days = 10 WHERE id = ?", tenant);

        scene.retention.forgetEndedSessions(FEW);
        assertThat(scene.texts("SELECT comment FROM feedback WHERE tenant_id = ?", tenant))
                .doesNotContainNull();
        scene.clock.advance(Duration.ofDays(11));
        scene.retention.forgetEndedSessions(FEW);
        assertThat(scene.texts("SELECT comment FROM feedback WHERE tenant_id = ?", tenant))
                .containsOnlyNulls();
        assertThat(scene.texts("SELECT rating FROM feedback WHERE tenant_id = ?", tenant))
                .containsExactly("2");
    }

    @Test
    void aSandboxKeepsAsLongAsItsTenant() {
        QueueKey sandbox = scene.queue(scene.tenant());
        scene.execute("UPDATE tenant SET sandbox_of = ? WHERE id = ?", tenant, sandbox.tenantId());
        scene.leave(sandbox, scene.join(sandbox, "user", ADA));
        scene.clock.advance(Duration.ofDays(11));
        scene.retention.forgetEndedSessions(FEW);
        assertThat(scene.texts(TOLD, sandbox.tenantId())).hasSize(1);

        scene.execute("UPDATE tenant SET retention_days = 10 WHERE id = ?", tenant);
        scene.retention.forgetEndedSessions(FEW);
        assertThat(scene.texts(TOLD, sandbox.tenantId())).isEmpty();
    }

    @Test
    void oldEntriesOfTheTrailGoAndYoungOnesStay() {
        scene.database.worker().inTransaction(handle -> {
            scene.trail.note(handle, tenant, Actor.SYSTEM, "test.noted", new TrailEntry.Subject("test", null), null);
            return handle;
        });
        scene.execute("UPDATE audit_entry SET at = now() - interval '366 days' WHERE tenant_id = ?", tenant);
        scene.database.worker().inTransaction(handle -> {
            scene.trail.note(handle, tenant, Actor.SYSTEM, "test.later", new TrailEntry.Subject("test", null), null);
            return handle;
        });
        scene.retention.forgetOldEntries(1);
        assertThat(scene.trailOf(tenant)).containsExactly("test.later");
    }

    @Test
    void aDeletedTenantIsForgottenWithItsKeysWhenTheTimeForSecondThoughtsIsOver() {
        UUID session = scene.join(queue, "user", ADA);
        scene.join(queue, "other", ADA);
        byte[] copy = scene.people.sealNow(tenant, session, ADA).sealed();
        scene.execute("UPDATE tenant SET deleted_at = now() - interval '29 days' WHERE id = ?", tenant);
        scene.retention.forgetDeletedTenants(1);
        assertThat(scene.texts(TOLD, tenant)).hasSize(2);
        scene.execute("UPDATE tenant SET deleted_at = now() - interval '31 days' WHERE id = ?", tenant);
        scene.retention.forgetDeletedTenants(1);

        assertThat(scene.texts(TOLD, tenant)).isEmpty();
        assertThat(scene.texts(USERS, tenant)).allMatch(user -> user != null && user.startsWith("erased-"));
        assertThat(scene.texts("SELECT 'key' FROM tenant_key WHERE tenant_id = ?", tenant))
                .isEmpty();
        assertThat(scene.trailOf(tenant)).containsExactly("privacy.erased");
        assertThatThrownBy(() -> scene.people.open(new SealedPerson(tenant, session, copy)))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<PersonExport.ExportedSession> export() {
        return scene.exports
                .export(tenant, new PersonQuery(PersonQuery.By.EMAIL, "ada@example.com"), Actor.SYSTEM)
                .sessions();
    }
}
