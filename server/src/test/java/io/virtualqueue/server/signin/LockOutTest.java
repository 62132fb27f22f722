package io.virtualqueue.server.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.vault.MasterKeys;
import io.virtualqueue.server.vault.Vault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockOutTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final LockOut.Note NOTHING = (handle, failures) -> {};

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private final LockOut lockOut = onAServer();
    private final String email = UUID.randomUUID() + "@example.com";

    @Test
    void fourFailuresLockNothing() {
        fail(4);

        assertThatCode(() -> lockOut.check(email)).doesNotThrowAnyException();
    }

    /** The database keeps microseconds. */
    @Test
    void aFailureThatLocksNothingIsToldAsSuchHoweverFineTheClockIs() {
        for (int nanos : new int[] {1, 499, 500, 999}) {
            now.updateAndGet(before -> before.plusSeconds(1).plusNanos(nanos));
            lockOut.failed(
                    nanos + email,
                    (handle, failures) -> assertThat(failures.locked()).isZero());
        }
    }

    @Test
    void theTimeDoublesFromTheFifthFailureOnUpToAQuarterOfAnHour() {
        fail(4);
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            fail(1);
            int wait = secondsToWait(() -> lockOut.check(email));
            waits.add(wait);
            now.updateAndGet(before -> before.plusSeconds(wait));
            assertThatCode(() -> lockOut.check(email)).doesNotThrowAnyException();
        }

        assertThat(waits).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900);
    }

    @Test
    void allServersCountTogetherWhateverTheCase() {
        LockOut other = onAServer();
        fail(3);
        other.failed(email.toUpperCase(Locale.ROOT), NOTHING);
        other.failed(email, NOTHING);

        assertThat(secondsToWait(() -> lockOut.check(email))).isEqualTo(1);
        assertThat(secondsToWait(() -> other.check(email))).isEqualTo(1);
    }

    @Test
    void whoIsLockedOutCountsNoFurtherAndIsToldNothing() {
        fail(5);

        assertThat(secondsToWait(() -> lockOut.failed(email, NOTHING))).isEqualTo(1);
        assertThat(secondsToWait(() -> lockOut.succeeded(email))).isEqualTo(1);
    }

    @Test
    void guessesAtTheSameMomentAreCountedOneByOne() {
        List<Boolean> told = IntStream.range(0, 40)
                .parallel()
                .mapToObj(_ -> {
                    try {
                        lockOut.failed(email, NOTHING);
                        return true;
                    } catch (ProblemException locked) {
                        return false;
                    }
                })
                .toList();

        assertThat(told.stream().filter(each -> each)).hasSize(LockOut.FREE_FAILURES);
    }

    @Test
    void gettingInForgetsTheFailures() {
        fail(4);
        lockOut.succeeded(email);
        fail(4);

        assertThatCode(() -> lockOut.check(email)).doesNotThrowAnyException();
    }

    @Test
    void aNewPasswordOpensTheLock() {
        fail(5);

        lockOut.reset(email);

        assertThatCode(() -> lockOut.check(email)).doesNotThrowAnyException();
    }

    @Test
    void failuresAreForgottenAfterADay() throws SQLException {
        fail(1);
        long before = remembered();
        now.updateAndGet(time -> time.plus(Duration.ofHours(25)));

        assertThat(lockOut.sweep()).isEqualTo((int) before);

        assertThat(remembered()).isZero();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws SQLException {
        for (int i = 0; i < 5; i++) {
            lockOut.failed(i + email, NOTHING);
        }

        lockOut.sweep(2);

        assertThat(remembered()).isEqualTo(2);
    }

    @Test
    void theAddressIsNotKept() throws SQLException {
        fail(1);

        try (var owner = DATABASE.owner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(f::text, ',') FROM sign_in_failure f")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isNotBlank().doesNotContain(email);
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            lockOut.failed(email, NOTHING);
        }
    }

    private LockOut onAServer() {
        InstantSource instants = now::get;
        var clock = instants.withZone(ZoneOffset.UTC);
        var master = MasterKeys.read(
                Map.of("VQ_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")::get,
                new DatabaseSettings.External("jdbc:postgresql://db/vq", "u", "p"));
        return new LockOut(
                DATABASE.database().worker(), Vault.open(DATABASE.database().worker(), master, clock), clock);
    }

    private static long remembered() throws SQLException {
        try (var owner = DATABASE.owner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM sign_in_failure")) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private static int secondsToWait(ThrowingCallable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal.problem().code()).isEqualTo("locked_out");
        assertThat(refusal.problem().status()).isEqualTo(429);
        return Integer.parseInt(String.valueOf(refusal.headers().get("Retry-After")));
    }
}
