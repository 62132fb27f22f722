package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.journal.TransferDecision.Answered;
import io.virtualqueue.server.journal.TransferDecision.Step;
import io.virtualqueue.server.journal.TransferDecision.Written;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides one transfer within a transaction that locks both heads, always the one with the lower id first, so that two
 * transfers that meet cannot wait for each other.
 */
final class TransferDecider {
    private static final String LOCK_SESSION = Sql.text(TransferDecider.class, "lock_session");
    private static final String READ_PERSON = Sql.text(TransferDecider.class, "read_person");

    private final Connection connection;
    private final Follower follower;
    private final DatabaseClock clock;
    private final Transfer transfer;

    TransferDecider(Connection connection, Follower follower, DatabaseClock clock, Transfer transfer) {
        this.connection = connection;
        this.follower = follower;
        this.clock = clock;
        this.transfer = transfer;
    }

    TransferDecision decide(HeldQueue from, HeldQueue to) throws SQLException {
        boolean fromFirst = from.key.queueId().compareTo(to.key.queueId()) < 0;
        Optional<Head> lower = JournalSql.lockHead(connection, fromFirst ? from.key : to.key);
        Optional<Head> upper = JournalSql.lockHead(connection, fromFirst ? to.key : from.key);
        if (lower.isEmpty() || upper.isEmpty()) {
            return new Answered(new Outcome.Refused(Rejection.QUEUE_DELETED, null));
        }
        Head fromHead = fromFirst ? lower.get() : upper.get();
        Head toHead = fromFirst ? upper.get() : lower.get();
        clock.observe(upper.get().now());
        QueueState fromState = follower.catchUp(connection, from, fromHead.lastSeq());
        QueueState toState = follower.catchUp(connection, to, toHead.lastSeq());

        Idempotency key = transfer.idempotency();
        Outcome before = key == null ? null : PlaceLookUps.answered(connection, to, toState, key);
        if (before != null) {
            return new Answered(before);
        }
        Session session = PlaceLookUps.session(connection, from.key, fromState, transfer.sessionId());
        QueueState knowing = session == null ? fromState : fromState.remembering(List.of(session));
        Step out = Step.of(
                from, knowing, fromHead, Submission.of(from.key, new Command.TransferOut(transfer.sessionId())));
        if (session == null || out.isRefused()) {
            return new Answered(out.outcome(from.state()));
        }
        Step in = Step.of(to, toState, toHead, takingIn(session));
        return in.isRefused() ? new Answered(in.outcome(to.state())) : new Written(out, in);
    }

    private Submission takingIn(Session session) throws SQLException {
        String userId = lockedUserId();
        Command in = new Command.TransferIn(
                session,
                transfer.newSessionId(),
                transfer.userKeyOf().apply(userId),
                transfer.priority(),
                transfer.keepPlace());
        PersonalData told = person();
        return new Submission(
                transfer.to(),
                in,
                userId,
                told.isEmpty() ? told : transfer.sealedAnew().apply(told),
                transfer.idempotency());
    }

    /** Locked, so that whoever erases the person comes before or after: what was erased is not copied. */
    private String lockedUserId() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_SESSION)) {
            statement.setObject(1, transfer.from().tenantId());
            statement.setObject(2, transfer.sessionId());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("session " + transfer.sessionId() + " has no row");
                }
                return Objects.requireNonNull(row.getString(1));
            }
        }
    }

    /** What the person told: read after the lock, in a statement of its own, which sees what was committed before it. */
    private PersonalData person() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_PERSON)) {
            statement.setObject(1, transfer.from().tenantId());
            statement.setObject(2, transfer.sessionId());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new PersonalData(
                                row.getBytes(1), row.getInt(2), row.getBytes(3), row.getBytes(4), row.getBytes(5))
                        : PersonalData.NONE;
            }
        }
    }
}
