package io.virtualqueue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.trail.Actor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final String PASSWORD = "correct horse";

    private final SettableClock clock = new SettableClock();
    private final Passwords passwords = new Passwords();
    private final Accounts accounts = new Accounts(DATABASE.database().tenants(), passwords, clock);
    private final AccessTokens accessTokens =
            new AccessTokens(new SignedTokens(SigningKeys.generate(), "virtualqueue", clock), clock);
    private final Revocations revocations = new Revocations(DATABASE.database().worker(), clock);
    private final Logins logins = new Logins(DATABASE.database().tenants(), accessTokens, revocations, clock);
    private final AccountChanges changes =
            new AccountChanges(DATABASE.database().tenants(), revocations, clock);
    private final Entrants entrants = new Entrants(DATABASE.database().tenants(), accounts);
    private final UUID tenantId = UUID.randomUUID();
    private final String email = UUID.randomUUID() + "@example.com";

    @Test
    void aLoginIsOfThePersonWhoHasTheAddress() {
        var account = accounts.create(tenantId, email.toUpperCase(Locale.ROOT), PASSWORD, Role.STAFF);

        Caller.Person person = person(logIn());

        assertThat(person.accountId()).isEqualTo(account.id());
        assertThat(person.tenantId()).isEqualTo(tenantId);
        assertThat(person.role()).isEqualTo(Role.STAFF);
        assertThat(logins.holds(person)).isTrue();
    }

    @Test
    void anAddressBelongsToOnePerson() {
        accounts.create(tenantId, email, PASSWORD, Role.STAFF);

        assertThat(status(() -> accounts.create(UUID.randomUUID(), email, PASSWORD, Role.ADMIN)))
                .isEqualTo(409);
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        accounts.create(tenantId, email, PASSWORD, Role.STAFF);
        Logins.Granted first = logIn();

        Logins.Granted second = logins.refresh(first.refreshToken());

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(person(second).loginId()).isEqualTo(person(first).loginId());
        assertThat(logins.refresh(second.refreshToken())).isNotNull();
    }

    @Test
    void aRefreshTokenThatComesAgainEndsTheLogin() {
        accounts.create(tenantId, email, PASSWORD, Role.STAFF);
        Logins.Granted first = logIn();
        Logins.Granted second = logins.refresh(first.refreshToken());

        assertThat(status(() -> logins.refresh(first.refreshToken()))).isEqualTo(401);

        assertThat(status(() -> logins.refresh(second.refreshToken()))).isEqualTo(401);
        assertThat(logins.holds(person(second))).isFalse();
    }

    @Test
    void aRefreshTokenLastsSevenDays() {
        accounts.create(tenantId, email, PASSWORD, Role.STAFF);
        Logins.Granted granted = logIn();
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        Logins.Granted next = logins.refresh(granted.refreshToken());
        clock.advance(Duration.ofDays(7));

        assertThat(status(() -> logins.refresh(next.refreshToken()))).isEqualTo(401);
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        for (String text :
                new String[] {"", "vqr_", "x".repeat(90), "vqr_" + "!".repeat(86), "vqr_" + "A".repeat(86)}) {
            assertThat(status(() -> logins.refresh(text))).as(text).isEqualTo(401);
        }
    }

    @Test
    void loggingOutEndsTheLoginAndNoOther() {
        accounts.create(tenantId, email, PASSWORD, Role.STAFF);
        Logins.Granted here = logIn();
        Logins.Granted there = logIn();

        logins.logOut(person(here));

        assertThat(logins.holds(person(here))).isFalse();
        assertThat(status(() -> logins.refresh(here.refreshToken()))).isEqualTo(401);
        assertThat(logins.holds(person(there))).isTrue();
    }

    @Test
    void anEndedAccountHoldsNothing() {
        var account = accounts.create(tenantId, email, PASSWORD, Role.STAFF);
        Logins.Granted granted = logIn();

        assertThat(changes.end(UUID.randomUUID(), account.id(), Actor.SYSTEM)).isFalse();
        assertThat(changes.end(tenantId, account.id(), Actor.SYSTEM)).isTrue();

        assertThat(logins.holds(person(granted))).isFalse();
        assertThat(status(() -> logins.refresh(granted.refreshToken()))).isEqualTo(401);
        assertThat(entrants.find(email)).isNull();
        assertThat(accounts.read(tenantId, account.id())).isEmpty();
        assertThat(accounts.create(tenantId, email, PASSWORD, Role.STAFF)).isNotNull();
    }

    @Test
    void peopleAreListedPageByPage() {
        for (String name : new String[] {"b", "a", "c"}) {
            accounts.create(tenantId, name + email, PASSWORD, Role.STAFF);
            clock.advance(Duration.ofSeconds(1));
        }

        var byEmail = accounts.list(tenantId, new PageRequest(1, 2, null, null, "email", false));
        assertThat(byEmail.accounts()).extracting(Account::email).containsExactly("a" + email, "b" + email);
        assertThat(byEmail.total()).isEqualTo(3);
        assertThat(accounts.list(tenantId, new PageRequest(1, 1, null, null, "createdAt", true))
                        .accounts())
                .extracting(Account::email)
                .containsExactly("c" + email);
        assertThat(accounts.list(tenantId, new PageRequest(1, 9, null, "A" + email, "email", false))
                        .accounts())
                .hasSize(1);
        assertThat(accounts.list(UUID.randomUUID(), new PageRequest(1, 9, null, null, "email", false))
                        .total())
                .isZero();
    }

    @Test
    void theSuperAdminsPasswordIsGeneratedOnce() {
        String generated = accounts.ensureSuperAdmin(email, null).orElseThrow();

        assertThat(person(logIn()).role()).isEqualTo(Role.SUPER_ADMIN);
        assertThat(hasPassword(generated)).isTrue();
        assertThat(accounts.ensureSuperAdmin(email, null)).isEmpty();
        assertThat(accounts.ensureSuperAdmin(email, "set by hand")).isEmpty();
        assertThat(hasPassword("set by hand")).isTrue();
        assertThat(hasPassword(generated)).isFalse();
    }

    @Test
    void onlyHashesAreKept() throws SQLException {
        accounts.create(tenantId, email, PASSWORD, Role.STAFF);
        String refreshToken = logIn().refreshToken();

        try (var owner = DATABASE.owner();
                var statement = owner.prepareStatement("SELECT account::text || login::text FROM account"
                        + " JOIN login ON login.account_id = account.id WHERE email = ?")) {
            statement.setString(1, email);
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain(PASSWORD).doesNotContain(refreshToken);
        }
    }

    private Logins.Granted logIn() {
        Entrant person = Objects.requireNonNull(entrants.find(email));
        return DATABASE.database().tenants().inTenant(person.tenantId(), handle -> logins.begin(handle, person));
    }

    private boolean hasPassword(String password) {
        return passwords.matches(
                password, Objects.requireNonNull(entrants.find(email)).passwordHash());
    }

    private Caller.Person person(Logins.Granted granted) {
        return Objects.requireNonNull(accessTokens.verify(granted.accessToken()))
                .person();
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().status();
    }
}
