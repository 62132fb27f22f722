package io.virtualqueue.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.privacy.PersonExport.ExportedSession;
import io.virtualqueue.server.privacy.PersonQuery.By;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.trail.Actor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Ada has been in two queues under one address; Bob, and Ada's namesake of another tenant, are nobody's business. */
class ExportAndErasureTest {
    private static final PrivacyScene SCENE = new PrivacyScene();
    private static final Actor ADMIN = new Actor(Actor.Kind.PERSON, UUID.randomUUID(), "192.0.2.1");
    private static final Person ADA = new Person("Ada", "ada@example.com", "+44 20 7946 0018", "{\"seat\": 7}");
    private static final Person BOB = new Person("Bob", "bob@example.com", null, null);
    private static final PersonQuery BY_EMAIL = new PersonQuery(By.EMAIL, "ADA@example.com");

    private final UUID tenant = SCENE.tenant();
    private final QueueKey first = SCENE.queue(tenant);
    private final QueueKey second = SCENE.queue(tenant);
    private final QueueKey elsewhere = SCENE.queue(SCENE.tenant());
    private final UUID over = SCENE.join(first, "user-1", ADA);
    private final UUID live = SCENE.join(second, "user-1", ADA);
    private final UUID bobs = SCENE.join(first, "user-2", BOB);
    private final UUID namesakes = SCENE.join(elsewhere, "user-1", ADA);

    @AfterAll
    static void close() {
        SCENE.close();
    }

    @Test
    void anExportHoldsWhatWasToldAndWhatHappenedInAllQueues() {
        SCENE.leave(first, over);
        for (PersonQuery query :
                List.of(BY_EMAIL, new PersonQuery(By.PHONE, "44 2079460018"), new PersonQuery(By.USER_ID, "user-1"))) {
            PersonExport export = export(query);
            assertThat(export.truncated()).isFalse();
            assertThat(export.sessions()).extracting(ExportedSession::sessionId).containsExactly(over, live);
            ExportedSession one = export.sessions().getFirst();
            assertThat(one.userName()).isEqualTo("Ada");
            assertThat(one.metadata()).isEqualTo("{\"seat\": 7}");
            assertThat(one.endedAt()).isNotNull();
            assertThat(one.events())
                    .extracting(PersonExport.ExportedEvent::type)
                    .containsExactly("joined", "left");
        }
        assertThat(export(new PersonQuery(By.EMAIL, "nobody@example.com")).sessions())
                .isEmpty();
    }

    @Test
    void anExportSaysThatThereIsMore() {
        assertThat(SCENE.exports.export(tenant, BY_EMAIL, ADMIN, 1, 10))
                .satisfies(export -> assertThat(export.sessions()).hasSize(1))
                .satisfies(export -> assertThat(export.truncated()).isTrue());
        assertThat(SCENE.exports.export(tenant, BY_EMAIL, ADMIN, 2, 1).truncated())
                .isTrue();
        assertThat(SCENE.exports.export(tenant, BY_EMAIL, ADMIN, 2, 2).truncated())
                .isFalse();
    }

    /** However the two meet, nothing of the person is left. */
    @RepeatedTest(5)
    void whoIsTransferredMeanwhileIsErasedToo() throws InterruptedException {
        Thread transfers = Thread.startVirtualThread(() -> SCENE.transferToAndFro(second, live, first, 30));

        SCENE.erasure.erase(tenant, BY_EMAIL, ADMIN);

        transfers.join();
        assertThat(export(BY_EMAIL).sessions()).isEmpty();
        assertThat(SCENE.texts("SELECT DISTINCT left(user_id, 6) FROM session WHERE tenant_id = ? ORDER BY 1", tenant))
                .containsExactly("erased", "user-2");
        assertThat(SCENE.texts("SELECT session_id FROM person WHERE tenant_id = ?", tenant))
                .containsExactly(bobs.toString());
    }

    @Test
    void whoIsErasedLeavesFirstAndIsThenFoundByNothing() {
        SCENE.leave(first, over);
        assertThat(SCENE.erasure.erase(tenant, BY_EMAIL, ADMIN)).isEqualTo(new Erasure.Erased(2, 1));
        assertThat(export(BY_EMAIL).sessions()).isEmpty();
        assertThat(export(new PersonQuery(By.USER_ID, "user-1")).sessions()).isEmpty();
        assertThat(SCENE.texts("SELECT user_id FROM session WHERE tenant_id = ? ORDER BY id", tenant))
                .containsExactly("erased-" + over, "erased-" + live, "user-2");
        assertThat(SCENE.texts("SELECT status FROM session WHERE tenant_id = ? ORDER BY id", tenant))
                .containsExactly("left", "left", "waiting");
        assertThat(SCENE.texts("SELECT session_id FROM person WHERE tenant_id = ?", tenant))
                .containsExactly(bobs.toString());
        assertThat(SCENE.texts("SELECT session_id FROM person WHERE tenant_id = ?", elsewhere.tenantId()))
                .containsExactly(namesakes.toString());
    }

    @Test
    void whatSomebodyWroteOfHowItWasIsShownToThemAndErasedWithThem() {
        SCENE.rate(over, first, 4, "Very kind.");

        assertThat(export(BY_EMAIL).sessions().getFirst().feedback()).satisfies(said -> {
            assertThat(said.rating()).isEqualTo(4);
            assertThat(said.comment()).isEqualTo("Very kind.");
        });
        SCENE.erasure.erase(tenant, BY_EMAIL, ADMIN);

        assertThat(SCENE.texts("SELECT rating FROM feedback WHERE tenant_id = ?", tenant))
                .containsExactly("4");
        assertThat(SCENE.texts(
                        "SELECT coalesce(comment::text, key_id::text) FROM feedback WHERE tenant_id = ?", tenant))
                .containsOnlyNulls();
    }

    @Test
    void manySessionsAreErasedAFewAtATimeAndASecondTimeThereIsNothing() {
        PersonQuery query = new PersonQuery(By.USER_ID, "user-1");
        SCENE.join(first, "user-1", Person.NONE);
        assertThat(SCENE.erasure.erase(tenant, query, ADMIN, 2)).isEqualTo(new Erasure.Erased(3, 3));
        assertThat(SCENE.erasure.erase(tenant, query, ADMIN, 2)).isEqualTo(new Erasure.Erased(0, 0));
    }

    @Test
    void theTrailTellsWhoDidItAndNotToWhom() {
        export(BY_EMAIL);
        SCENE.erasure.erase(tenant, BY_EMAIL, ADMIN);
        assertThat(SCENE.trailOf(tenant)).containsExactly("privacy.exported", "privacy.erased");
        assertThat(SCENE.texts("SELECT after ->> 'sessions' FROM audit_entry WHERE tenant_id = ?", tenant))
                .containsExactly("2", "2");
        assertThat(SCENE.isStored(tenant, "ADA@example")).isFalse();
    }

    @Test
    void whatWasToldBeforeThereWasSealingIsFoundAndErasedToo() {
        SCENE.execute("DELETE FROM person WHERE session_id = ?", over);
        SCENE.execute(
                "INSERT INTO person (tenant_id, session_id, name, email, metadata)"
                        + " VALUES (?, ?, 'Ada', 'ada@example.com', '{\"seat\": 7}')",
                tenant,
                over);
        assertThat(SCENE.isStored(tenant, "ada@example.com")).isTrue();
        assertThat(export(BY_EMAIL).sessions())
                .extracting(ExportedSession::userEmail)
                .containsExactly("ada@example.com", "ada@example.com");
        assertThat(SCENE.isStored(tenant, "ada@example.com")).isFalse();
        assertThat(SCENE.isStored(tenant, "seat")).isFalse();
        assertThat(SCENE.erasure.erase(tenant, BY_EMAIL, ADMIN).sessions()).isEqualTo(2);
    }

    private PersonExport export(PersonQuery query) {
        return SCENE.exports.export(tenant, query, ADMIN);
    }
}
