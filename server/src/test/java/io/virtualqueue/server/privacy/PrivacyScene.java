package io.virtualqueue.server.privacy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.vault.TestVault;
import io.virtualqueue.server.vault.Vault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server without HTTP on a database of its own, a tenant with a queue, and a look behind the scenes. */
final class PrivacyScene implements AutoCloseable {
    private final TestDatabase testDatabase = TestDatabase.fresh();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final Database database = testDatabase.database();
    final LaterClock clock = new LaterClock();
    final Vault vault = TestVault.open(database);
    final People people = new People(vault, threads);
    final Journal journal = new Journal(database.worker(), Clock.systemUTC());
    final PrivacyTrail trail = new PrivacyTrail(clock);
    final PlainPeople plain = new PlainPeople(database.worker(), people);
    final KnownSessions known = new KnownSessions(people, plain);
    final Exports exports = new Exports(database.tenants(), known, people, trail);
    final Erasure erasure = new Erasure(database.worker(), known, journal, trail);
    final Resealing resealing = new Resealing(database.worker(), vault, people, trail, clock);
    final Retention retention = new Retention(database.worker(), vault, trail, clock);

    /** The time of day, some time later. */
    static final class LaterClock extends Clock {
        private Duration ahead = Duration.ZERO;

        void advance(Duration more) {
            ahead = ahead.plus(more);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    UUID tenant() {
        UUID id = TimeOrderedId.next();
        execute(
                "INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                        + " SELECT id, 'tenant', id::text, now(), now() FROM (VALUES (?::uuid)) AS fresh (id)",
                id);
        return id;
    }

    QueueKey queue(UUID tenantId) {
        QueueKey key = new QueueKey(tenantId, TimeOrderedId.next());
        journal.create(
                List.of(new NewQueue(
                        key, null, QueueSettings.serviceDesk("desk").withVisits(VisitRules.ROOM))),
                null);
        return key;
    }

    UUID join(QueueKey queue, String userId, Person person) {
        UUID session = TimeOrderedId.next();
        PersonalData told =
                person.equals(Person.NONE) ? PersonalData.NONE : people.sealNow(queue.tenantId(), session, person);
        Command join = new Command.Join(session, UUID.randomUUID(), null);
        submit(new Submission(queue, join, userId, told, null));
        return session;
    }

    void leave(QueueKey queue, UUID session) {
        submit(Submission.of(queue, new Command.Leave(session)));
    }

    private void submit(Submission submission) {
        journal.submit(submission).toCompletableFuture().join().orThrow();
    }

    void execute(String sql, Object... values) {
        try (Connection owner = testDatabase.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of all rows, as text. */
    List<@Nullable String> texts(String sql, UUID tenantId) {
        try (Connection owner = testDatabase.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, tenantId);
            List<@Nullable String> texts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    List<@Nullable String> trailOf(UUID tenantId) {
        return texts("SELECT action FROM audit_entry WHERE tenant_id = ? ORDER BY id", tenantId);
    }

    /** Whether this text stands anywhere in what is stored of the tenant's people and sessions. */
    boolean isStored(UUID tenantId, String text) {
        List<@Nullable String> all = new ArrayList<>();
        all.addAll(texts(
                "SELECT t::text || coalesce(encode(t.sealed, 'escape'), '') FROM person t WHERE tenant_id = ?",
                tenantId));
        all.addAll(texts("SELECT t::text FROM session t WHERE tenant_id = ?", tenantId));
        all.addAll(texts("SELECT t::text FROM event t WHERE tenant_id = ?", tenantId));
        all.addAll(texts("SELECT t::text FROM audit_entry t WHERE tenant_id = ?", tenantId));
        return all.stream().anyMatch(row -> row != null && row.contains(text));
    }

    @Override
    public void close() {
        journal.close();
        threads.close();
        testDatabase.close();
    }
}
