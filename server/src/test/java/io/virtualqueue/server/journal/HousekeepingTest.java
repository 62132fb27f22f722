package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class HousekeepingTest extends JournalFixture {
    private static final long LONG_AFTER = Journal.FORGET_AFTER.plusMinutes(1).toNanos();

    @Test
    void answersToIdempotencyKeysAreForgottenAfterADay() throws SQLException {
        QueueKey queue = a.create(tenantId, QueueSettings.waitingRoom("room", 10, 0));
        Idempotency old = new Idempotency("app", "old", "00");
        Idempotency young = new Idempotency("app", "young", "00");
        await(a.journal.submit(Node.join(queue, "ann", old)));
        await(a.journal.submit(Node.join(queue, "bob", young)));
        asOwner("UPDATE idempotency SET created_at = now() - interval '25 hours' WHERE key = 'old'");

        Housekeeping housekeeping = new Housekeeping(database.worker(), () -> {});

        assertThat(housekeeping.deleteOldAnswers()).isEqualTo(1);
        assertThat(housekeeping.deleteOldAnswers()).isZero();
    }

    @Test
    void moreOldAnswersThanFitOneDeleteGoInSeveral() throws SQLException {
        int rows = Housekeeping.MAX_ROWS_PER_DELETE + 1;
        asOwner("INSERT INTO idempotency SELECT '" + tenantId + "', 'app', n::text, '\\x00', '{}', 1,"
                + " now() - interval '2 days' FROM generate_series(1, " + rows + ") n");

        assertThat(new Housekeeping(database.worker(), () -> {}).deleteOldAnswers())
                .isEqualTo(rows);
    }

    @Test
    void anEmptyQueueThatNobodyAsksForLeavesTheMemoryAndComesBackWhenAsked() {
        QueueKey empty = a.create(tenantId, QueueSettings.waitingRoom("empty", 10, 0));
        QueueKey inUse = a.create(tenantId, QueueSettings.waitingRoom("in use", 10, 0));
        Session session = a.joined(inUse, "ann");

        a.journal.forgetIdle(System.nanoTime() + LONG_AFTER);

        assertThat(a.journal.held(inUse)).isNotNull();
        assertThat(a.journal.held(empty)).isNull();
        assertThat(a.state(empty).waiting()).isZero();
        a.submit(inUse, new Command.Leave(session.id()));
        // A look at the heads from before the leave may bring it back once.
        while (a.journal.held(inUse) != null) {
            a.journal.forgetIdle(System.nanoTime() + LONG_AFTER);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
