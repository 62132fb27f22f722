package io.virtualqueue.server.release;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A server's journal on a real database, with one tenant. */
final class Node implements AutoCloseable {
    final Journal journal;
    private final UUID tenantId = UUID.randomUUID();

    Node(TestDatabase database) {
        addTenant(database);
        journal = new Journal(database.database().worker(), Clock.systemUTC());
        journal.start();
    }

    private void addTenant(TestDatabase database) {
        try (Connection owner = database.owner();
                PreparedStatement insert = owner.prepareStatement(
                        "INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (?, ?, ?, now(), now())")) {
            insert.setObject(1, tenantId);
            insert.setString(2, "tenant");
            insert.setString(3, tenantId + ".example");
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    QueueKey create(QueueSettings settings) {
        QueueKey key = new QueueKey(tenantId, UUID.randomUUID());
        journal.create(List.of(new NewQueue(key, null, settings)), null);
        return key;
    }

    /** Lets so many join, one after the other; returns their sessions in order. */
    List<UUID> join(QueueKey queue, int count) {
        List<CompletionStage<Outcome>> joins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            joins.add(journal.submit(
                    new Submission(queue, new Command.Join(id, id, null), "user", PersonalData.NONE, null)));
        }
        return joins.stream()
                .map(Node::done)
                .map(done -> Objects.requireNonNull(done.session()).id())
                .toList();
    }

    void submit(QueueKey queue, Command command) {
        done(journal.submit(Submission.of(queue, command)));
    }

    QueueState state(QueueKey queue) {
        return Objects.requireNonNull(journal.held(queue));
    }

    private static Outcome.Done done(CompletionStage<Outcome> stage) {
        return stage.toCompletableFuture().join().orThrow();
    }

    @Override
    public void close() {
        journal.close();
    }
}
