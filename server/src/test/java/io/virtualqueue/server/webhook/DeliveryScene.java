package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.mail.Letter;
import io.virtualqueue.server.mail.Mail;
import io.virtualqueue.server.outbound.BreakerPolicy;
import io.virtualqueue.server.outbound.TestOutbound;
import io.virtualqueue.server.session.People;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.TestFeedback;
import io.virtualqueue.server.vault.TestVault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Servers without HTTP that follow and deliver, on a database of their own, with a tenant. */
final class DeliveryScene implements AutoCloseable {
    /** Tries soon, so that tests need not wait, and often. */
    static final RetryPolicy SOON = new RetryPolicy(RetryPolicy.MAX_RETRIES, Duration.ofMillis(100), 1);

    private final TestDatabase testDatabase = TestDatabase.fresh();
    final TestOutbound outbound = new TestOutbound();
    private final List<Server> servers = new ArrayList<>();
    final Database database = testDatabase.database();
    final WebhookSecrets secrets = new WebhookSecrets(TestVault.open(database));
    final People people = new People(TestVault.open(database), Executors.newVirtualThreadPerTaskExecutor());
    final List<Letter> mails = new CopyOnWriteArrayList<>();
    final SwitchOff switchOff = new SwitchOff(database.worker(), new Mailbox(), Clock.systemUTC());
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final UUID tenantId = TimeOrderedId.next();
    final Server server;
    private final Duration lookEvery;

    DeliveryScene() {
        this(BreakerPolicy.DEFAULT.withEveryErrorAsFailure());
    }

    DeliveryScene(BreakerPolicy policy) {
        this(policy, WebhookFollower.LOOK_EVERY);
    }

    /** The same with followers that look by themselves so often. */
    DeliveryScene(BreakerPolicy policy, Duration lookEvery) {
        this.lookEvery = lookEvery;
        execute(
                "INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (?, 'tenant', 'a.example', now(), now())",
                tenantId);
        server = startServer(policy);
    }

    private final class Mailbox implements Mail {
        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public boolean send(Letter letter) {
            return mails.add(letter);
        }
    }

    /** One server. */
    record Server(Journal journal, Lanes lanes, WebhookFollower follower) implements AutoCloseable {
        @Override
        public void close() {
            follower.stop(new ShutdownEvent());
            lanes.stop(new ShutdownEvent());
            journal.close();
        }
    }

    Server startServer(BreakerPolicy policy) {
        Journal journal = new Journal(database.worker(), Clock.systemUTC());
        Lanes lanes = new Lanes(
                new LaneRows(database.worker(), Integer.parseInt(LaneRows.LEASE_SECONDS)),
                new ToldSessions(database.worker(), people),
                new Sender(outbound.http(), TestFeedback.links(), Clock.systemUTC(), policy),
                secrets,
                switchOff,
                new DeliveryMetrics(registry, new CallbackMetrics(registry)));
        WebhookFollower follower = new WebhookFollower(journal, database.worker(), lanes, registry, lookEvery);
        Server started = new Server(journal, lanes, follower);
        journal.start();
        lanes.start(new StartupEvent());
        follower.start(new StartupEvent());
        servers.add(started);
        return started;
    }

    QueueKey queue(QueueSettings settings, @Nullable UUID applicationId) {
        QueueKey key = new QueueKey(tenantId, TimeOrderedId.next());
        server.journal().create(List.of(new NewQueue(key, applicationId, settings)), null);
        return key;
    }

    /** Tells nobody to get ready, so that of each visit only what the test does is told. */
    static QueueSettings deskSettings() {
        return QueueSettings.serviceDesk("Desk").withVisits(VisitRules.ROOM);
    }

    QueueKey desk() {
        return queue(deskSettings(), null);
    }

    UUID join(QueueKey queue, String user) {
        return join(server, queue, user, new Person(user, user + "@example.com", null, null));
    }

    UUID join(Server at, QueueKey queue, String user, Person person) {
        UUID session = TimeOrderedId.next();
        PersonalData told = people.sealNow(tenantId, session, person);
        done(at, new Submission(queue, new Command.Join(session, UUID.randomUUID(), null), user, told, null));
        return session;
    }

    void submit(QueueKey queue, Command command) {
        done(server, Submission.of(queue, command));
    }

    static Outcome.Done done(Server at, Submission submission) {
        return at.journal().submit(submission).toCompletableFuture().join().orThrow();
    }

    Webhook webhook(String url, String... events) {
        return webhook(url, webhook -> webhook, events);
    }

    /** A webhook of this tenant that is told of what happens from now on. */
    Webhook webhook(String url, UnaryOperator<Webhook> changed, String... events) {
        Instant now = Instant.now();
        UUID id = TimeOrderedId.next();
        Webhook webhook = changed.apply(new Webhook(
                tenantId,
                id,
                Webhook.Kind.WEBHOOK,
                null,
                null,
                "Webhook",
                null,
                url,
                List.of(events),
                SOON,
                true,
                now,
                null,
                null,
                now,
                now));
        byte[] secret = secrets.seal(tenantId, id, new WebhookSecret("a secret of " + id));
        var sealed = new StoredWebhook.Sealed(secret, null, null, null);
        Webhook added = database.worker()
                .inTransaction(handle -> WebhookRows.add(handle, webhook, sealed))
                .webhook();
        servers.forEach(each -> each.follower().lookNow());
        return added;
    }

    static Webhook with(
            Webhook webhook,
            Webhook.Kind kind,
            @Nullable UUID applicationId,
            @Nullable UUID queueId,
            RetryPolicy policy) {
        return new Webhook(
                webhook.tenantId(),
                webhook.id(),
                kind,
                applicationId,
                queueId,
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.events(),
                policy,
                webhook.isActive(),
                webhook.activeSince(),
                null,
                null,
                webhook.createdAt(),
                webhook.updatedAt());
    }

    void execute(String sql, Object... values) {
        try (Connection owner = testDatabase.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isNotNegative();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of all rows, as text. */
    List<String> texts(String sql, Object... values) {
        List<String> texts = new ArrayList<>();
        try (Connection owner = testDatabase.owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(String.valueOf(row.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return texts;
    }

    /** How each delivery of the webhook is, in order. */
    List<String> states(Webhook webhook) {
        return texts("SELECT state FROM webhook_delivery WHERE webhook_id = ? ORDER BY ord", webhook.id());
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
        outbound.close();
        testDatabase.close();
    }
}
