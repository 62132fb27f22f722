package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.identity.Tickets.Purpose;
import io.virtualqueue.server.identity.Tickets.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final byte[] CODE = {1};
    private static final byte[] OTHER_CODE = {2};

    private final SettableClock clock = new SettableClock();
    private final UUID tenantId = UUID.randomUUID();
    private final UUID accountId = new Accounts(DATABASE.database().tenants(), new Passwords(), clock)
            .create(tenantId, UUID.randomUUID() + "@example.com", "correct horse", Role.STAFF)
            .id();

    @Test
    void aTicketIsGoodOnceAndForItsPurpose() {
        String token = issue(Purpose.INVITATION);

        assertThat(find(token, Purpose.PASSWORD_RESET)).isEmpty();
        Ticket ticket = find(token, Purpose.INVITATION).orElseThrow();
        assertThat(ticket.accountId()).isEqualTo(accountId);
        assertThat(take(ticket)).isTrue();

        assertThat(take(ticket)).isFalse();
        assertThat(find(token, Purpose.INVITATION)).isEmpty();
    }

    @Test
    void aTicketIsGoodForItsTime() {
        for (Purpose purpose : Purpose.values()) {
            String token = issue(purpose);
            clock.advance(purpose.ttl().minusMillis(1));
            assertThat(find(token, purpose)).as(purpose.name()).isPresent();
            clock.advance(Duration.ofMillis(1));
            assertThat(find(token, purpose)).as(purpose.name()).isEmpty();
        }
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        List<String> tokens = IntStream.rangeClosed(0, Tickets.MAX_PER_PURPOSE)
                .mapToObj(_ -> {
                    clock.advance(Duration.ofSeconds(1));
                    return issue(Purpose.SECOND_FACTOR);
                })
                .toList();

        assertThat(find(tokens.getFirst(), Purpose.SECOND_FACTOR)).isEmpty();
        assertThat(tokens.subList(1, tokens.size()))
                .allSatisfy(
                        token -> assertThat(find(token, Purpose.SECOND_FACTOR)).isPresent());
        int kept = in(handle -> Tickets.count(handle, tenantId, accountId, Purpose.SECOND_FACTOR, now()));
        assertThat(kept).isEqualTo(Tickets.MAX_PER_PURPOSE);
    }

    @Test
    void aCodeIsTriedAFewTimesOnly() {
        Ticket ticket =
                find(issue(Purpose.SECOND_FACTOR), Purpose.SECOND_FACTOR).orElseThrow();
        assertThat(tried(ticket, CODE)).hasValue(false);
        assertThat(setCode(ticket, CODE)).isTrue();
        assertThat(tried(ticket, OTHER_CODE)).hasValue(false);
        assertThat(tried(ticket, CODE)).hasValue(true);
        assertThat(tried(ticket, CODE)).hasValue(true);
        assertThat(tried(ticket, CODE)).hasValue(true);

        assertThat(tried(ticket, CODE)).isEmpty();
    }

    @Test
    void aCodeIsGoodForTenMinutesAndOnlyTheLastOne() {
        Ticket ticket = find(issue(Purpose.EMAIL_PROOF), Purpose.EMAIL_PROOF).orElseThrow();
        setCode(ticket, CODE);
        setCode(ticket, OTHER_CODE);
        assertThat(tried(ticket, CODE)).hasValue(false);
        assertThat(tried(ticket, OTHER_CODE)).hasValue(true);
        clock.advance(Tickets.CODE_TTL);
        assertThat(tried(ticket, OTHER_CODE)).hasValue(false);
    }

    @Test
    void fewCodesAreSentForOneTicket() {
        Ticket ticket =
                find(issue(Purpose.SECOND_FACTOR), Purpose.SECOND_FACTOR).orElseThrow();
        for (int i = 0; i < Tickets.MAX_CODES; i++) {
            assertThat(setCode(ticket, CODE)).isTrue();
        }

        assertThat(setCode(ticket, CODE)).isFalse();
    }

    @Test
    void anotherTenantFindsNothing() {
        String token = issue(Purpose.INVITATION);
        TicketToken parsed = Objects.requireNonNull(TicketToken.parse(token));

        Optional<Ticket> found = DATABASE.database()
                .tenants()
                .inTenant(
                        UUID.randomUUID(), handle -> Tickets.find(handle, parsed, EnumSet.allOf(Purpose.class), now()));

        assertThat(found).isEmpty();
    }

    @Test
    void oldOnesAreDeleted() {
        issue(Purpose.SECOND_FACTOR);
        clock.advance(Purpose.SECOND_FACTOR.ttl().plusSeconds(1));

        int deleted = DATABASE.database().worker().inTransaction(handle -> Tickets.forgetOld(handle, now()));

        assertThat(deleted).isPositive();
        Optional<Ticket> newest =
                in(handle -> Tickets.newest(handle, tenantId, accountId, Purpose.SECOND_FACTOR, now()));
        assertThat(newest).isEmpty();
    }

    private Instant now() {
        return clock.instant();
    }

    private String issue(Purpose purpose) {
        return in(handle -> Tickets.issue(handle, tenantId, accountId, purpose, now()));
    }

    private Optional<Ticket> find(String token, Purpose purpose) {
        TicketToken parsed = Objects.requireNonNull(TicketToken.parse(token));
        return in(handle -> Tickets.find(handle, parsed, EnumSet.of(purpose), now()));
    }

    private boolean take(Ticket ticket) {
        return in(handle -> Tickets.take(handle, ticket));
    }

    private Optional<Boolean> tried(Ticket ticket, byte[] code) {
        return in(handle -> Tickets.tried(handle, ticket, code, now()));
    }

    private boolean setCode(Ticket ticket, byte[] code) {
        return in(handle -> Tickets.setCode(handle, ticket, code, now()));
    }

    private <T extends @Nullable Object> T in(HandleCallback<T, RuntimeException> work) {
        return DATABASE.database().tenants().inTenant(tenantId, work);
    }
}
