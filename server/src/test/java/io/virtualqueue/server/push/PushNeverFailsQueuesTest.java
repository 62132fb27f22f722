package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.session.SessionView;
import io.virtualqueue.server.session.TestSessionView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever goes wrong with telling, what was asked of a queue is done, and those with whom nothing is wrong are told. */
class PushNeverFailsQueuesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final int JOINS = 20;

    private final Journal journal = new Journal(DATABASE.database().worker(), Clock.systemUTC());
    private final SessionView view = TestSessionView.of(journal);
    private final Subscriptions subscriptions = new Subscriptions();
    private final Rounds rounds = new Rounds(
            journal,
            subscriptions,
            new Descriptions(journal, view, TestSessionView.people(DATABASE.database(), view), new SpokenDuration()));
    private final QueueKey queue = new QueueKey(UUID.randomUUID(), UUID.randomUUID());

    @BeforeEach
    void start() throws SQLException {
        try (Connection owner = DATABASE.owner();
                PreparedStatement insert = owner.prepareStatement(
                        "INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (?, ?, ?, now(), now())")) {
            insert.setObject(1, queue.tenantId());
            insert.setString(2, "tenant");
            insert.setString(3, queue.tenantId() + ".example");
            insert.executeUpdate();
        }
        journal.start();
        rounds.start(new StartupEvent());
        journal.create(List.of(new NewQueue(queue, null, QueueSettings.serviceDesk("desk"))), null);
    }

    @AfterEach
    void stop() {
        rounds.stop(new ShutdownEvent());
        journal.close();
    }

    @Test
    void listenersThatFailInEveryWayHurtOnlyThemselves() {
        Ears good = new Ears(Runnable::run, false, false);
        Ears cannotBeTold = new Ears(Runnable::run, true, false);
        Ears hasNoWords = new Ears(Runnable::run, false, true);
        Ears hasNoThread = new Ears(
                _ -> {
                    throw new RejectedExecutionException("stopped");
                },
                false,
                false);
        for (Ears ears : List.of(cannotBeTold, hasNoWords, hasNoThread, good)) {
            subscriptions.add(
                    new Topic.OfQueue(queue, Audience.STAFF), ears, Objects.requireNonNull(journal.held(queue)));
        }

        for (int i = 0; i < JOINS; i++) {
            assertThat(join()).isInstanceOf(Outcome.Done.class);
        }

        await().untilAsserted(() -> assertThat(good.heard).hasSize(JOINS));
        assertThat(cannotBeTold.endings).contains(Ending.BEHIND);
        assertThat(good.endings).isEmpty();
        assertThat(hasNoWords.heard).isEmpty();
        assertThat(hasNoThread.heard).isEmpty();
    }

    private Outcome join() {
        UUID id = UUID.randomUUID();
        return journal.submit(new Submission(queue, new Command.Join(id, id, null), "user", PersonalData.NONE, null))
                .toCompletableFuture()
                .join();
    }

    /** Somebody who hears who joins, or fails to. */
    private static final class Ears implements Listener {
        final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<Ending> endings = new ConcurrentLinkedQueue<>();
        private final Executor loop;
        private final boolean deaf;
        private final Codec codec;

        Ears(Executor loop, boolean deaf, boolean dumb) {
            this.loop = loop;
            this.deaf = deaf;
            this.codec = new Codec() {
                @Override
                public @Nullable String encode(Update update, Audience audience) {
                    if (dumb) {
                        throw new IllegalStateException("no words");
                    }
                    return update instanceof Update.Joined ? "joined" : null;
                }
            };
        }

        @Override
        public Codec codec() {
            return codec;
        }

        @Override
        public Executor loop() {
            return loop;
        }

        @Override
        public void tell(String text) {
            if (deaf) {
                throw new IllegalStateException("deaf");
            }
            heard.add(text);
        }

        @Override
        public void close(Ending ending) {
            endings.add(ending);
        }

        @Override
        public void sessionEnded(UUID sessionId) {
            endings.add(Ending.SESSION_ENDED);
        }

        @Override
        public void queueDeleted(QueueKey deleted) {
            endings.add(Ending.QUEUE_DELETED);
        }
    }
}
