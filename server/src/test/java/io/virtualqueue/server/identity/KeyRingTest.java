package io.virtualqueue.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.trail.Actor;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database, with the minutes and days between. */
class KeyRingTest {
    private static final Duration DAYS = Duration.ofDays(90);
    private static final Duration LEAD = Duration.ofMinutes(10);

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock();
    private final KeyRing one = ring();
    private final KeyRing other = ring();
    private final Caller.Person person =
            new Caller.Person(UUID.randomUUID(), UUID.randomUUID(), Role.STAFF, UUID.randomUUID());

    @AfterEach
    void close() {
        database.close();
    }

    private KeyRing ring() {
        return new KeyRing(SigningKeyStoreTest.store(database, clock), DAYS, LEAD, clock);
    }

    private AccessTokens tokens(KeyRing ring) {
        return new AccessTokens(new SignedTokens(ring, "virtualqueue", clock), clock);
    }

    private String keyOf(String token) {
        return one.list().stream()
                .map(KeyRing.Key::id)
                .filter(id -> new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8).contains(id))
                .findAny()
                .orElseThrow();
    }

    @Test
    void aNewKeyIsPublishedAtOnceAndSignsLater() {
        String former = one.list().getFirst().id();

        var keys = one.rotate(Actor.SYSTEM);

        String fresh = keys.getLast().id();
        assertThat(keys).hasSize(2);
        assertThat(keys.getLast().signsFrom()).isEqualTo(clock.instant().plus(LEAD));
        assertThat(keys.getFirst().retiredAt()).isEqualTo(clock.instant().plus(LEAD));
        assertThat(one.published()).contains(former).contains(fresh).doesNotContain("\"d\"");
        assertThat(keyOf(tokens(one).issue(person))).isEqualTo(former);
        clock.advance(LEAD);
        assertThat(keyOf(tokens(one).issue(person))).isEqualTo(fresh);
    }

    @Test
    void anotherServerThatMissedItLooksWhenItMeetsTheKey() {
        one.rotate(Actor.SYSTEM);
        clock.advance(LEAD);
        String token = tokens(one).issue(person);
        assertThat(other.list()).hasSize(1);

        assertThat(tokens(other).verify(token)).isNotNull();

        assertThat(other.published()).isEqualTo(one.published());
    }

    @Test
    void unknownKeysMakeAServerLookOnlyNowAndThen() {
        clock.advance(LEAD);
        assertThat(other.find("unknown")).isNull();
        one.rotate(Actor.SYSTEM);
        String fresh = one.list().getLast().id();

        assertThat(other.find(fresh)).isNull();
        clock.advance(KeyRing.LOOK_AGAIN_AFTER);
        assertThat(other.find(fresh)).isNotNull();
    }

    @Test
    void whatTheFormerKeySignedIsGoodUntilItExpires() {
        Passes passes = new Passes(new SignedTokens(one, "virtualqueue", clock), clock);
        UUID id = UUID.randomUUID();
        Instant released = clock.instant();
        String pass = passes.issue(id, id, id, released, released.plus(Duration.ofDays(1)));
        one.rotate(Actor.SYSTEM);
        other.look();
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        one.attend();
        other.attend();

        // The same text, too, for it is signed as at the time of the release.
        Passes elsewhere = new Passes(new SignedTokens(other, "virtualqueue", clock), clock);
        assertThat(elsewhere.verify(pass)).isNotNull();
        assertThat(elsewhere.issue(id, id, id, released, released.plus(Duration.ofDays(1))))
                .isEqualTo(pass);
    }

    @Test
    void aRetiredKeyGoesWhenNothingItSignedCanBeGood() {
        String former = one.list().getFirst().id();
        one.rotate(Actor.SYSTEM);
        clock.advance(LEAD.plus(KeyRing.KEPT_AFTER_RETIRING));
        one.attend();
        assertThat(one.list()).hasSize(2);
        clock.advance(Duration.ofSeconds(1));

        one.attend();
        other.attend();

        assertThat(one.list()).hasSize(1);
        assertThat(other.published()).doesNotContain(former).isEqualTo(one.published());
    }

    @Test
    void aKeyIsExchangedAfterItsDaysByOneOfTheServers() {
        clock.advance(DAYS.minusSeconds(1));
        one.attend();
        assertThat(one.list()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));

        one.attend();
        other.attend();
        one.attend();

        assertThat(one.list()).hasSize(2);
        assertThat(other.list()).isEqualTo(one.list());
    }

    @Test
    void exchangesDoNotOvertakeEachOtherAndAreBounded() {
        one.rotate(Actor.SYSTEM);
        assertThat(refusal()).isEqualTo("rotation_under_way");
        while (one.list().size() < SigningKeyStore.MAX_PAIRS) {
            clock.advance(LEAD);
            one.rotate(Actor.SYSTEM);
        }
        clock.advance(LEAD);

        assertThat(refusal()).isEqualTo("too_many_keys");
    }

    @Test
    void theTrailTellsOfIt() throws SQLException {
        String former = one.list().getFirst().id();
        String fresh = one.rotate(Actor.SYSTEM).getLast().id();

        try (var owner = database.owner();
                var statement = owner.createStatement();
                var rows =
                        statement.executeQuery("SELECT action, before->>'keyId', after->>'keyId' FROM audit_entry")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("signing_key.rotated");
            assertThat(rows.getString(2)).isEqualTo(former);
            assertThat(rows.getString(3)).isEqualTo(fresh);
            assertThat(rows.next()).isFalse();
        }
    }

    private String refusal() {
        return catchThrowableOfType(ProblemException.class, () -> one.rotate(Actor.SYSTEM))
                .problem()
                .code();
    }
}
