package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.server.db.TestDatabase;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.PersonalData;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.session.PresenceRows.Sign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers on one PostgreSQL, whose rounds are made at times that the tests choose. */
class PresenceTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final UUID tenantId = UUID.randomUUID();
    private Instant now = Instant.EPOCH;
    private Journal journal;
    private Journal otherJournal;
    private PresenceRows rows;
    private Presence presence;
    private Presence otherPresence;

    PresenceTest() {
        rows = new PresenceRows(DATABASE.database().worker());
        journal = new Journal(DATABASE.database().worker(), Clock.systemUTC());
        otherJournal = new Journal(DATABASE.database().worker(), Clock.systemUTC());
        presence = new Presence(journal, rows, () -> now);
        otherPresence = new Presence(otherJournal, rows, () -> now);
    }

    @BeforeEach
    void start() throws SQLException {
        try (Connection owner = DATABASE.owner();
                PreparedStatement insert = owner.prepareStatement(
                        "INSERT INTO tenant (id, name, domain, created_at, updated_at) VALUES (?, ?, ?, now(), now())")) {
            insert.setObject(1, tenantId);
            insert.setString(2, "tenant");
            insert.setString(3, tenantId + ".example");
            insert.executeUpdate();
        }
        journal.start();
        otherJournal.start();
        now = journal.now();
    }

    @AfterEach
    void stop() {
        journal.close();
        otherJournal.close();
    }

    @Test
    void whoWaitsInSilenceIsTakenOutAndWhoAsksIsNot() {
        QueueKey queue = queue(PERIOD, PERIOD);
        Session silent = join(queue, "silent");
        Session asking = join(queue, "asking");
        presence.round();
        pass(Duration.ofSeconds(60));
        presence.asked(queue, state(queue), asking);
        presence.round();
        assertThat(status(queue, silent)).isEqualTo(SessionStatus.WAITING);
        pass(Duration.ofSeconds(25));
        presence.round();
        assertThat(status(queue, silent)).isEqualTo(SessionStatus.LEFT);
        assertThat(status(queue, asking)).isEqualTo(SessionStatus.WAITING);
    }

    @Test
    void withoutAPeriodSilenceIsBorneAndNothingIsKept() {
        QueueKey queue = queue(Duration.ZERO, PERIOD);
        Session silent = join(queue, "silent");
        presence.asked(queue, state(queue), silent);
        presence.round();
        pass(Duration.ofDays(2));
        presence.round();
        presence.round();
        assertThat(status(queue, silent)).isEqualTo(SessionStatus.WAITING);
        assertThat(rows.read(tenantId, List.of(silent.id()))).isEmpty();
    }

    @Test
    void aVisitWithoutHeartbeatEndsAndFreesThePlace() {
        QueueKey queue = queue(Duration.ZERO, PERIOD);
        Session silent = served(queue, "silent");
        Session alive = served(queue, "alive");
        presence.round();
        pass(Duration.ofSeconds(60));
        presence.heartbeat(queue, state(queue), alive);
        pass(Duration.ofSeconds(25));
        presence.round();
        assertThat(status(queue, silent)).isEqualTo(SessionStatus.EXPIRED);
        assertThat(status(queue, alive)).isEqualTo(SessionStatus.SERVING);
        assertThat(state(queue).inService()).isEqualTo(1);
    }

    @Test
    void whomAnotherServerSeesStays() {
        QueueKey queue = queue(PERIOD, PERIOD);
        Session asking = join(queue, "asking");
        QueueState seenThere = otherJournal
                .queue(queue, state(queue).seq())
                .toCompletableFuture()
                .join()
                .orElseThrow();
        presence.round();
        otherPresence.round();
        pass(Duration.ofSeconds(50));
        otherPresence.asked(queue, seenThere, asking);
        otherPresence.round();
        pass(Duration.ofSeconds(50));
        presence.round();
        assertThat(status(queue, asking)).isEqualTo(SessionStatus.WAITING);
        pass(Duration.ofSeconds(50));
        presence.round();
        assertThat(status(queue, asking)).isEqualTo(SessionStatus.LEFT);
    }

    @Test
    void afterAStartEveryoneHasAFullPeriod() {
        QueueKey queue = queue(PERIOD, PERIOD);
        Session silent = join(queue, "silent");
        pass(Duration.ofMinutes(10));
        Presence restarted = new Presence(journal, rows, () -> now);
        restarted.round();
        pass(Duration.ofSeconds(79));
        restarted.round();
        assertThat(status(queue, silent)).isEqualTo(SessionStatus.WAITING);
        pass(Duration.ofSeconds(7));
        restarted.round();
        assertThat(status(queue, silent)).isEqualTo(SessionStatus.LEFT);
    }

    @Test
    void aRoundTakesOutNoMoreThanItsMaximum() {
        QueueKey queue = queue(PERIOD, PERIOD);
        int many = Presence.MAX_SILENT_PER_ROUND + 5;
        List<Submission> joins = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            joins.add(joining(queue, "visitor " + i));
        }
        joins.stream()
                .map(journal::submit)
                .toList()
                .forEach(join -> join.toCompletableFuture().join());
        presence.round();
        pass(Duration.ofMinutes(2));
        presence.round();
        flush(queue);
        assertThat(state(queue).waiting()).isEqualTo(5);
        pass(Duration.ofSeconds(10));
        presence.round();
        flush(queue);
        assertThat(state(queue).waiting()).isZero();
    }

    @Test
    void theLatestSignOfAllServersIsKept() {
        UUID visitor = UUID.randomUUID();
        Instant early = Instant.parse("2026-11-23T10:00:00Z");
        Instant late = early.plusSeconds(5);
        rows.write(tenantId, List.of(new Sign(visitor, late)));
        rows.write(tenantId, List.of(new Sign(visitor, early)));
        assertThat(rows.read(tenantId, List.of(visitor, UUID.randomUUID()))).isEqualTo(Map.of(visitor, late));
    }

    @Test
    void oldSignsAreDeletedSomeAtATime() {
        Instant old = Instant.parse("2026-01-01T00:00:00Z");
        List<Sign> signs = new ArrayList<>();
        for (int i = 0; i < PresenceRows.MAX_PER_SWEEP + 1; i++) {
            signs.add(new Sign(new UUID(7, i), old));
        }
        rows.write(tenantId, signs);
        assertThat(rows.sweep(old.plusSeconds(1))).isEqualTo(PresenceRows.MAX_PER_SWEEP);
        assertThat(rows.sweep(old.plusSeconds(1))).isEqualTo(1);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private QueueKey queue(Duration abandonAfter, Duration servingTimeout) {
        QueueSettings room = QueueSettings.waitingRoom("room", 10, 6_000);
        QueueKey key = new QueueKey(tenantId, UUID.randomUUID());
        QueueSettings settings = new QueueSettings(
                room.name(),
                null,
                QueueKind.WAITING_ROOM,
                room.status(),
                room.levels(),
                room.defaultLevel(),
                room.maxConcurrentUsers(),
                room.releaseRatePerMinute(),
                room.passTtl(),
                servingTimeout,
                abandonAfter,
                room.passUse(),
                room.order());
        journal.create(List.of(new NewQueue(key, null, settings)), null);
        return key;
    }

    private static Submission joining(QueueKey queue, String user) {
        return new Submission(
                queue,
                new Command.Join(UUID.randomUUID(), UserKey.of(queue.queueId(), user), null),
                user,
                PersonalData.NONE,
                null);
    }

    private Session join(QueueKey queue, String user) {
        return Objects.requireNonNull(done(joining(queue, user)).session());
    }

    private Session served(QueueKey queue, String user) {
        Session session = join(queue, user);
        while (state(queue).count(SessionStatus.WAITING) > 0) {
            done(Submission.of(queue, new Command.Tick()));
        }
        return Objects.requireNonNull(
                done(Submission.of(queue, new Command.Serve(session.id()))).session());
    }

    private Outcome.Done done(Submission submission) {
        return journal.submit(submission).toCompletableFuture().join().orThrow();
    }

    private QueueState state(QueueKey queue) {
        return journal.queue(queue, 0).toCompletableFuture().join().orElseThrow();
    }

    /** A queue carries out its commands in order. */
    private void flush(QueueKey queue) {
        done(Submission.of(queue, new Command.Abandon(List.of())));
    }

    private SessionStatus status(QueueKey queue, Session session) {
        flush(queue);
        return journal.place(queue, session.id(), 0)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .session()
                .status();
    }
}
