package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.WorkerTransactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One server's journal, as tests drive it. */
final class Node implements AutoCloseable {
    final Journal journal;
    final ConcurrentLinkedQueue<RecordedEvent> heard = new ConcurrentLinkedQueue<>();

    Node(WorkerTransactions worker) {
        journal = new Journal(worker, Clock.systemUTC());
        journal.listen((_, events, _, _) -> heard.addAll(events));
        journal.start();
    }

    QueueKey create(UUID tenantId, QueueSettings settings) {
        QueueKey key = new QueueKey(tenantId, UUID.randomUUID());
        journal.create(List.of(new NewQueue(key, null, settings)), null);
        return key;
    }

    static Submission join(QueueKey queue, String user, @Nullable Idempotency idempotency) {
        return new Submission(
                queue, new Command.Join(UUID.randomUUID(), userKey(user), null), user, PersonalData.NONE, idempotency);
    }

    static UUID userKey(String user) {
        return UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8));
    }

    static Transfer transfer(
            QueueKey from, UUID sessionId, QueueKey to, boolean keepPlace, @Nullable Idempotency idempotency) {
        return new Transfer(
                from, sessionId, to, UUID.randomUUID(), Node::userKey, null, keepPlace, told -> told, idempotency);
    }

    Outcome transfer(QueueKey from, UUID sessionId, QueueKey to) {
        return await(journal.transfer(transfer(from, sessionId, to, true, null)));
    }

    CompletionStage<Outcome> submitJoin(QueueKey queue, String user) {
        return journal.submit(join(queue, user, null));
    }

    Session joined(QueueKey queue, String user) {
        return session(await(submitJoin(queue, user)));
    }

    Outcome submit(QueueKey queue, Command command) {
        return await(journal.submit(Submission.of(queue, command)));
    }

    QueueState state(QueueKey queue) {
        return await(journal.queue(queue, 0)).orElseThrow();
    }

    static Session session(Outcome outcome) {
        if (outcome instanceof Outcome.Done done && done.session() != null) {
            return done.session();
        }
        throw new AssertionError("no session in " + outcome);
    }

    static Outcome.Done done(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done;
        }
        throw new AssertionError(outcome);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
