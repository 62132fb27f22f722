package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What writes to queues leave in the trail: an entry for every change, and only for changes. */
class TraceTest extends JournalFixture {
    private static final QueueSettings ROOM = QueueSettings.waitingRoom("room", 1_000, 0);

    @Test
    void aChangeAndItsTraceAreWrittenTogether() {
        QueueKey queue = a.create(tenantId, ROOM);

        await(a.journal.submit(renamed(queue, "new name")));

        assertThat(trailOf(queue)).containsExactly("room -> new name");
        assertThat(b.state(queue).settings().name()).isEqualTo("new name");
    }

    @Test
    void aChangeThatCannotBeTracedDoesNotHappen() {
        QueueKey queue = a.create(tenantId, ROOM);
        Submission unwritable = Submission.of(queue, change("hidden"))
                .leaving((_, _, _, at) -> entry(queue, at, "{\"name\": \"not\\u0000JSON of PostgreSQL\"}"));
        CompletionStage<Outcome> bad = a.journal.submit(unwritable);
        CompletionStage<Outcome> good = a.journal.submit(renamed(queue, "open"));

        assertThatThrownBy(() -> await(bad)).isInstanceOf(JournalException.class);
        await(good);
        assertThat(a.state(queue).settings().name()).isEqualTo("open");
        assertThat(trailOf(queue)).containsExactly("room -> open");
    }

    @Test
    void whatChangesNothingLeavesNoTrace() {
        QueueKey queue = a.create(tenantId, ROOM);
        Idempotency key = new Idempotency("person:1", "once", "00");
        await(a.journal.submit(traced(Submission.of(queue, change("second"), key))));
        await(a.journal.submit(traced(Submission.of(queue, change("second"), key))));
        await(a.journal.submit(traced(Submission.of(queue, new Command.Resume()))));
        await(a.journal.submit(traced(Node.join(queue, "somebody", null))));

        assertThat(trailOf(queue)).containsExactly("room -> second");
    }

    @Test
    void newAndDeletedQueuesLeaveOneSideOnly() {
        QueueKey queue = new QueueKey(tenantId, UUID.randomUUID());
        a.journal.create(List.of(new NewQueue(queue, null, ROOM, names())), null);
        await(a.journal.submit(traced(Submission.of(queue, new Command.Delete()))));

        assertThat(trailOf(queue)).containsExactly("null -> room", "room -> null");
    }

    private static Submission renamed(QueueKey queue, String name) {
        return traced(Submission.of(queue, change(name)));
    }

    private static Submission traced(Submission submission) {
        return submission.leaving(names());
    }

    private static Trace names() {
        return (queue, before, after, at) -> entry(
                queue,
                at,
                "{\"name\": \"" + (before == null ? null : before.name()) + " -> "
                        + (after == null ? null : after.name()) + "\"}");
    }

    private static TrailEntry entry(QueueKey queue, Instant at, String after) {
        return new TrailEntry(
                queue.tenantId(),
                UUID.randomUUID(),
                at,
                Actor.SYSTEM,
                "queue.changed",
                new TrailEntry.Subject("queue", queue.queueId()),
                null,
                after);
    }

    private static Command change(String name) {
        return new Command.ChangeSettings(now -> new QueueSettings(
                name,
                now.description(),
                now.kind(),
                now.status(),
                now.levels(),
                now.defaultLevel(),
                now.maxConcurrentUsers(),
                now.releaseRatePerMinute(),
                now.passTtl(),
                now.servingTimeout(),
                now.abandonAfter(),
                now.passUse(),
                now.order()));
    }

    private List<String> trailOf(QueueKey queue) {
        try (Connection connection = owner();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT after ->> 'name' FROM audit_entry WHERE subject_id = ? ORDER BY at")) {
            select.setObject(1, queue.queueId());
            List<String> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
