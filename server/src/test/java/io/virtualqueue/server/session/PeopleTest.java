package io.virtualqueue.server.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.vault.TestVault;
import io.virtualqueue.server.vault.Vault;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people tell is readable for who has the tenant's keys, and found by who knows it. */
class PeopleTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final Person ADA =
            new Person("Ada Lovelace", "Ada@Example.com", "+44 (20) 7946-0018", "{\"seat\": \"\\u00e9 1.50\"}");

    private final UUID tenant = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final Vault vault = TestVault.open(DATABASE.database());
    private final People people = new People(vault, threads);

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void whatWasToldIsReadAgainAndStandsNowhereInWhatIsStored() {
        PersonalData told = people.sealNow(tenant, session, ADA);
        assertThat(new String(told.sealed(), ISO_8859_1)).doesNotContain("Ada", "Example", "7946", "seat");
        assertThat(told).hasToString("PersonalData[…]");
        assertThat(ADA).hasToString("Person[…]");
        assertThat(people.open(new SealedPerson(tenant, session, told.sealed())))
                .isEqualTo(ADA);
    }

    @Test
    void whatOneToldCannotBePassedOffAsAnothers() {
        PersonalData told = people.sealNow(tenant, session, ADA);
        assertThatThrownBy(() -> people.open(new SealedPerson(tenant, UUID.randomUUID(), told.sealed())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasNotToldIsNullAndFoundByNothing() {
        Person nameless = new Person(null, null, null, "{}");
        PersonalData told = people.sealNow(tenant, session, nameless);
        assertThat(told.nameHash()).isNull();
        assertThat(told.emailHash()).isNull();
        assertThat(told.phoneHash()).isNull();
        assertThat(people.open(new SealedPerson(tenant, session, told.sealed())))
                .isEqualTo(nameless);
    }

    @Test
    void peopleAreFoundWithoutRegardToHowTheyWrite() {
        PersonalData told = people.sealNow(tenant, session, ADA);
        assertThat(people.nameHash(tenant, " ada LOVELACE")).isEqualTo(told.nameHash());
        assertThat(people.emailHash(tenant, "ada@example.com ")).isEqualTo(told.emailHash());
        assertThat(people.phoneHash(tenant, "00 44 20 79 46 00 18")).isNotEqualTo(told.phoneHash());
        assertThat(people.phoneHash(tenant, "44 20 79 46 00 18")).isEqualTo(told.phoneHash());
        assertThat(people.phoneHash(tenant, "ask Ann")).isEqualTo(people.phoneHash(tenant, "Ask ann"));
        assertThat(people.phoneHash(tenant, "ask Ann")).isNotEqualTo(people.phoneHash(tenant, "ask Bob"));
        assertThat(people.emailHash(UUID.randomUUID(), "ada@example.com")).isNotEqualTo(told.emailHash());
    }

    @Test
    void nobodyWaitsForKeysWhoHasToldNothingOrWhoseKeysAreAtHand() {
        CountDownLatch busy = occupyTheThread();
        CompletableFuture<PersonalData> nothing =
                people.seal(tenant, session, Person.NONE).toCompletableFuture();
        assertThat(nothing).isCompletedWithValue(PersonalData.NONE);

        CompletableFuture<PersonalData> waiting =
                people.seal(tenant, session, ADA).toCompletableFuture();
        assertThat(waiting).isNotDone();
        busy.countDown();
        assertThat(waiting.join().sealed()).isNotEmpty();

        busy = occupyTheThread();
        assertThat(people.seal(tenant, session, ADA).toCompletableFuture()).isCompleted();
        busy.countDown();
    }

    private CountDownLatch occupyTheThread() {
        CountDownLatch released = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return released;
    }
}
