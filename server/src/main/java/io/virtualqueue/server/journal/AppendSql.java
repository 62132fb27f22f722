package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.trail.Trail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Writes one decided batch: a single statement, and a second one in the rare case that settings changed. The statement
 * has only the parts that the batch has rows for, because each costs something even without rows.
 */
final class AppendSql {
    private static final String BEGIN = Sql.text(AppendSql.class, "append");
    private static final String HEAD = Sql.text(AppendSql.class, "append_head");
    private static final String UPDATE_QUEUE = Sql.text(AppendSql.class, "update_queue");
    /** By their parts; there are sixty-four. */
    private static final Map<Set<Part>, String> STATEMENTS = new ConcurrentHashMap<>();
    /**
     * Where sessions change, the plan is made anew for each batch, which takes two milliseconds: one that was made while
     * the tables had no statistics compares each changed session with each key, 290 ms for a full batch (ADR 0011).
     */
    private static final int NEVER_KEPT = 0;

    /** What a batch may have rows of, in the order of the statement. */
    enum Part {
        JOINED("append_joined"),
        JOINED_VISITS("append_joined_visits"),
        CHANGED("append_changed"),
        CHANGED_VISITS("append_changed_visits"),
        PEOPLE("append_people"),
        KEYS("append_keys");

        private final String sql;

        Part(String file) {
            this.sql = Sql.text(AppendSql.class, file);
        }
    }

    private final Connection connection;
    private final StatementParameters parameters;

    private AppendSql(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.parameters = new StatementParameters(connection, statement);
    }

    private record Row(UUID id, Session session, Batch.TouchedSession touched) {
        Submission joinedBy() {
            return Objects.requireNonNull(touched.joinedBy);
        }

        boolean ended() {
            return !session.status().isLive();
        }

        /** Whether there is more to write than where it stands. */
        boolean isVisit() {
            return session.visit() != null || touched.rewritten;
        }

        @Nullable
        String visit() {
            return EventData.visit(session.visit());
        }

        String status() {
            return session.status().name().toLowerCase(Locale.ROOT);
        }
    }

    /** The statement with these parts. */
    static String statement(Set<Part> parts) {
        return STATEMENTS.computeIfAbsent(
                parts,
                wanted -> Arrays.stream(Part.values())
                        .filter(wanted::contains)
                        .map(part -> part.sql)
                        .collect(Collectors.joining("\n", BEGIN + "\n", "\n" + HEAD)));
    }

    /** Writes the batch into the transaction of this connection, which holds the lock of the queue's head. */
    static void append(Connection connection, Batch batch) throws SQLException {
        Rows rows = Rows.of(batch);
        Set<Part> parts = rows.parts();
        try (PreparedStatement statement = connection.prepareStatement(statement(parts))) {
            if (parts.contains(Part.CHANGED) || parts.contains(Part.CHANGED_VISITS)) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(NEVER_KEPT);
            }
            AppendSql append = new AppendSql(connection, statement);
            append.bind(batch, rows, parts);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("the head of the queue is gone");
            }
        }
        if (batch.settingsChanged()) {
            updateQueue(connection, batch);
        }
        Trail.add(connection, batch.trail());
    }

    /** The rows of a batch, by the part that writes them. */
    private record Rows(
            List<Row> joined,
            List<Row> joinedVisits,
            List<Row> changed,
            List<Row> changedVisits,
            List<Row> people,
            List<Batch.NewAnswer> keys) {
        static Rows of(Batch batch) {
            List<Row> joined = new ArrayList<>();
            List<Row> joinedVisits = new ArrayList<>();
            List<Row> changed = new ArrayList<>();
            List<Row> changedVisits = new ArrayList<>();
            for (Map.Entry<UUID, Batch.TouchedSession> entry : batch.touched().entrySet()) {
                Session session = Objects.requireNonNull(batch.after().session(entry.getKey()));
                Row row = new Row(entry.getKey(), session, entry.getValue());
                if (entry.getValue().joinedBy == null) {
                    (row.isVisit() ? changedVisits : changed).add(row);
                } else {
                    (row.isVisit() ? joinedVisits : joined).add(row);
                }
            }
            List<Row> people = Stream.concat(joined.stream(), joinedVisits.stream())
                    .filter(row -> !row.joinedBy().person().isEmpty())
                    .toList();
            return new Rows(joined, joinedVisits, changed, changedVisits, people, batch.newAnswers());
        }

        Set<Part> parts() {
            Set<Part> parts = EnumSet.noneOf(Part.class);
            for (Part part : Part.values()) {
                if (!of(part).isEmpty()) {
                    parts.add(part);
                }
            }
            return parts;
        }

        private List<?> of(Part part) {
            return switch (part) {
                case JOINED -> joined;
                case JOINED_VISITS -> joinedVisits;
                case CHANGED -> changed;
                case CHANGED_VISITS -> changedVisits;
                case PEOPLE -> people;
                case KEYS -> keys;
            };
        }
    }

    private void bind(Batch batch, Rows rows, Set<Part> parts) throws SQLException {
        parameters.set(batch.queue.tenantId());
        parameters.set(batch.queue.queueId());
        parameters.set(batch.before.seq());
        parameters.set(JournalSql.timestamp(batch.at));
        bindEvents(batch.events());
        for (Part part : parts) {
            switch (part) {
                case JOINED -> bindJoined(rows.joined());
                case JOINED_VISITS -> {
                    bindJoined(rows.joinedVisits());
                    parameters.texts(rows.joinedVisits(), Row::visit);
                }
                case CHANGED -> {
                    bindChanged(rows.changed());
                    parameters.uuids(rows.changed(), Row::id);
                }
                case CHANGED_VISITS -> bindChangedVisits(rows.changedVisits());
                case PEOPLE -> bindPeople(rows.people());
                case KEYS -> bindAnswers(rows.keys());
            }
        }
        bindHead(batch);
    }

    private void bindEvents(List<RecordedEvent> events) throws SQLException {
        List<EventColumns> columns =
                events.stream().map(event -> EventColumns.of(event.event())).toList();
        parameters.texts(columns, EventColumns::type);
        parameters.uuids(columns, EventColumns::sessionId);
        parameters.uuids(columns, EventColumns::userKey);
        parameters.smallNumbers(columns, EventColumns::level);
        parameters.numbers(columns, EventColumns::orderKey);
        parameters.texts(columns, EventColumns::data);
    }

    private void bindJoined(List<Row> joined) throws SQLException {
        parameters.uuids(joined, Row::id);
        parameters.texts(joined, row -> row.joinedBy().userId());
        parameters.uuids(joined, row -> row.session().userKey());
        parameters.smallNumbers(joined, row -> (short) row.session().level());
        parameters.numbers(joined, row -> row.session().orderKey());
        parameters.numbers(joined, row -> row.touched().joinedSeq);
        bindStatus(joined);
    }

    private void bindChanged(List<Row> changed) throws SQLException {
        parameters.uuids(changed, Row::id);
        parameters.numbers(changed, row -> row.session().orderKey());
        bindStatus(changed);
    }

    private void bindChangedVisits(List<Row> changed) throws SQLException {
        bindChanged(changed);
        parameters.smallNumbers(changed, row -> (short) row.session().level());
        parameters.texts(changed, row -> row.session().since().toString());
        parameters.texts(changed, Row::visit);
        parameters.uuids(changed, Row::id);
    }

    private void bindStatus(List<Row> rows) throws SQLException {
        parameters.texts(rows, Row::status);
        parameters.flags(rows, row -> row.touched().released);
        parameters.flags(rows, row -> row.touched().served);
        parameters.flags(rows, Row::ended);
        parameters.texts(rows, row -> row.session().counterId());
    }

    private void bindPeople(List<Row> people) throws SQLException {
        parameters.uuids(people, Row::id);
        parameters.bytes(people, row -> row.joinedBy().person().sealed());
        parameters.integers(people, row -> row.joinedBy().person().keyId());
        parameters.bytes(people, row -> row.joinedBy().person().nameHash());
        parameters.bytes(people, row -> row.joinedBy().person().emailHash());
        parameters.bytes(people, row -> row.joinedBy().person().phoneHash());
    }

    private void bindAnswers(List<Batch.NewAnswer> answers) throws SQLException {
        parameters.texts(answers, answer -> answer.key().credential());
        parameters.texts(answers, answer -> answer.key().key());
        parameters.texts(answers, answer -> answer.key().bodyHash());
        parameters.uuids(answers, Batch.NewAnswer::sessionId);
        parameters.numbers(answers, Batch.NewAnswer::seq);
        parameters.flags(answers, Batch.NewAnswer::changed);
    }

    private void bindHead(Batch batch) throws SQLException {
        QueueState after = batch.after();
        parameters.set(after.seq());
        parameters.set(after.bucket().credit());
        parameters.set(JournalSql.timestamp(after.bucket().refilledAt()));
        parameters.set(after.exists() ? after.waiting() : 0);
        parameters.set(after.exists() ? after.inService() : 0);
        parameters.set(batch.id);
        parameters.array(Turns.write(connection, after.shares()));
        parameters.date(after.desk().ticketDay());
        parameters.number(after.desk().lastTicket());
        parameters.number(after.desk().openCounters());
    }

    private static void updateQueue(Connection connection, Batch batch) throws SQLException {
        QueueState after = batch.after();
        try (PreparedStatement statement = connection.prepareStatement(UPDATE_QUEUE)) {
            statement.setString(1, after.settings().name());
            statement.setString(2, after.settings().status().name().toLowerCase(Locale.ROOT));
            statement.setString(3, EventData.settings(after.settings()));
            statement.setObject(4, JournalSql.timestamp(batch.at));
            statement.setBoolean(5, after.isDeleted());
            statement.setObject(6, JournalSql.timestamp(batch.at));
            statement.setObject(7, batch.queue.tenantId());
            statement.setObject(8, batch.queue.queueId());
            statement.executeUpdate();
        }
    }
}
