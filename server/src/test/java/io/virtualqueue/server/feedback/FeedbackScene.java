package io.virtualqueue.server.feedback;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.FeedbackTokens;
import io.virtualqueue.server.identity.TestFeedbackTokens;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.session.FeedbackLinks;
import io.virtualqueue.server.vault.TestVault;
import io.virtualqueue.server.vault.Vault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server without HTTP on a database of its own, with a desk where people were served. */
final class FeedbackScene implements AutoCloseable {
    private final TestDatabase testDatabase = TestDatabase.fresh();
    final Database database = testDatabase.database();
    final Vault vault = TestVault.open(database);
    final Journal journal = new Journal(database.worker(), Clock.systemUTC());
    final FeedbackTokens tokens = TestFeedbackTokens.fresh();
    final FeedbackLinks links = new FeedbackLinks(tokens, Optional.empty());
    final FeedbackRows rows = new FeedbackRows(database.tenants());
    final Comments comments = new Comments(database.worker(), vault);
    final UUID tenantId = TimeOrderedId.next();
    final QueueKey desk = new QueueKey(tenantId, TimeOrderedId.next());

    FeedbackScene() {
        execute(
                "INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                        + " VALUES (?, 'tenant', 'a.example', now(), now())",
                tenantId);
        journal.create(List.of(new NewQueue(desk, null, QueueSettings.serviceDesk("Desk"))), null);
    }

    /** Takes what people say so long after now. */
    Giving later(Duration later) {
        return new Giving(tokens, rows, comments, database.worker(), Clock.offset(Clock.systemUTC(), later));
    }

    /** Somebody who waits. */
    UUID joined() {
        UUID session = TimeOrderedId.next();
        Command join = new Command.Join(session, UUID.randomUUID(), null);
        done(new Submission(desk, join, "user-" + session, PersonalData.NONE, null));
        return session;
    }

    /** Somebody who has just been served at that counter. */
    Session served(String counterId) {
        UUID session = joined();
        done(Submission.of(desk, new Command.CallNext(counterId)));
        return done(Submission.of(desk, new Command.Complete(session)));
    }

    /** The token of somebody's link. */
    String token(Session served) {
        return links.of(desk, served.id(), served.since()).token();
    }

    private Session done(Submission submission) {
        Outcome.Done done =
                journal.submit(submission).toCompletableFuture().join().orThrow();
        Session session = done.session();
        if (session == null) {
            throw new AssertionError("about nobody: " + done);
        }
        return session;
    }

    /** A connection that may do anything to the tables. */
    Connection owner() throws SQLException {
        return testDatabase.owner();
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
    List<@Nullable String> texts(String sql) {
        List<@Nullable String> texts = new ArrayList<>();
        try (Connection owner = testDatabase.owner();
                PreparedStatement statement = owner.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return texts;
    }

    @Override
    public void close() {
        journal.close();
        testDatabase.close();
    }
}
