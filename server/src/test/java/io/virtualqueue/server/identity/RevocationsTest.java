package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevocationsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private final SettableClock clock = new SettableClock();
    private final Revocations revocations = new Revocations(DATABASE.database().worker(), clock);
    private final List<@Nullable UUID> forgotten = new ArrayList<>();

    @BeforeEach
    void listen() {
        revocations.listen(forgotten::add);
    }

    @Test
    void nothingIsTrustedBeforeTheFirstLook() {
        assertThat(revocations.isTrusted()).isFalse();
        revocations.poll();
        assertThat(revocations.isTrusted()).isTrue();
    }

    @Test
    void withoutALookForTwoSecondsMemoryIsNotTrusted() {
        revocations.poll();
        clock.advance(Duration.ofMillis(1_999));
        assertThat(revocations.isTrusted()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(revocations.isTrusted()).isFalse();
        revocations.poll();
        assertThat(revocations.isTrusted()).isTrue();
    }

    @Test
    void whatAnotherServerRevokedIsForgottenInOrder() {
        revocations.poll();
        forgotten.clear();
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        revoke(first);
        revoke(second);

        revocations.poll();

        assertThat(forgotten).containsExactly(first, second);
        revocations.poll();
        assertThat(forgotten).hasSize(2);
    }

    @Test
    void withTooMuchNewsEverythingIsForgotten() {
        revocations.poll();
        forgotten.clear();
        DATABASE.database()
                .worker()
                .inTransaction(handle -> handle.select(
                                "SELECT max(revoke_credentials(gen_random_uuid())) FROM generate_series(1, ?)",
                                Revocations.MAX_FETCHED + 1)
                        .mapTo(Long.class)
                        .one());

        revocations.poll();

        assertThat(forgotten).containsExactly((UUID) null);
    }

    @Test
    void whatEveryServerHasHeardIsDeleted() {
        var late = new Revocations(DATABASE.database().worker(), Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        revoke(UUID.randomUUID());

        assertThat(late.forgetOld()).isPositive();
        assertThat(late.forgetOld()).isZero();
    }

    private static void revoke(UUID subject) {
        DATABASE.database()
                .tenants()
                .beforeTenant(handle -> handle.select("SELECT revoke_credentials(?)", subject)
                        .mapTo(Long.class)
                        .one());
    }
}
