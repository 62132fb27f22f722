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
import java.util.function.Function;
import java.util.stream.Collectors;
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
    /** By their parts; there are sixteen. */
    private static final Map<Set<Part>, String> STATEMENTS = new ConcurrentHashMap<>();
    /**
     * Where sessions change, the plan is made anew for each batch, which takes two milliseconds: one that was made while
     * the tables had no statistics compares each changed session with each key, 290 ms for a full batch (ADR 0011).
     */
    private static final int NEVER_KEPT = 0;

    /** What a batch may have rows of, in the order of the statement. */
    enum Part {
        JOINED("append_joined"),
        CHANGED("append_changed"),
        PEOPLE("append_people"),
        KEYS("append_keys");

        private final String sql;

        Part(String file) {
            this.sql = Sql.text(AppendSql.class, file);
        }
    }

    private final Connection connection;
    private final PreparedStatement statement;
    private int parameter;

    private AppendSql(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    private record Row(UUID id, Session session, Batch.TouchedSession touched) {
        Submission joinedBy() {
            return Objects.requireNonNull(touched.joinedBy);
        }

        boolean ended() {
            return !session.status().isLive();
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
            if (parts.contains(Part.CHANGED)) {
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
    private record Rows(List<Row> joined, List<Row> changed, List<Row> people, List<Batch.NewAnswer> keys) {
        static Rows of(Batch batch) {
            List<Row> joined = new ArrayList<>();
            List<Row> changed = new ArrayList<>();
            for (Map.Entry<UUID, Batch.TouchedSession> entry : batch.touched().entrySet()) {
                Session session = Objects.requireNonNull(batch.after().session(entry.getKey()));
                Row row = new Row(entry.getKey(), session, entry.getValue());
                (entry.getValue().joinedBy == null ? changed : joined).add(row);
            }
            List<Row> people = joined.stream()
                    .filter(row -> !row.joinedBy().person().isEmpty())
                    .toList();
            return new Rows(joined, changed, people, batch.newAnswers());
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
                case CHANGED -> changed;
                case PEOPLE -> people;
                case KEYS -> keys;
            };
        }
    }

    private void bind(Batch batch, Rows rows, Set<Part> parts) throws SQLException {
        set(batch.queue.tenantId());
        set(batch.queue.queueId());
        set(batch.before.seq());
        set(JournalSql.timestamp(batch.at));
        bindEvents(batch.events());
        for (Part part : parts) {
            switch (part) {
                case JOINED -> bindJoined(rows.joined());
                case CHANGED -> bindChanged(rows.changed());
                case PEOPLE -> bindPeople(rows.people());
                case KEYS -> bindAnswers(rows.keys());
            }
        }
        bindHead(batch);
    }

    private void bindEvents(List<RecordedEvent> events) throws SQLException {
        List<EventColumns> columns =
                events.stream().map(event -> EventColumns.of(event.event())).toList();
        texts(columns, EventColumns::type);
        uuids(columns, EventColumns::sessionId);
        uuids(columns, EventColumns::userKey);
        smallNumbers(columns, EventColumns::level);
        numbers(columns, EventColumns::orderKey);
        texts(columns, EventColumns::data);
    }

    private void bindJoined(List<Row> joined) throws SQLException {
        uuids(joined, Row::id);
        texts(joined, row -> row.joinedBy().userId());
        uuids(joined, row -> row.session().userKey());
        smallNumbers(joined, row -> (short) row.session().level());
        numbers(joined, row -> row.session().orderKey());
        numbers(joined, row -> row.touched().joinedSeq);
        bindStatus(joined);
    }

    private void bindChanged(List<Row> changed) throws SQLException {
        uuids(changed, Row::id);
        numbers(changed, row -> row.session().orderKey());
        bindStatus(changed);
        uuids(changed, Row::id);
    }

    private void bindStatus(List<Row> rows) throws SQLException {
        texts(rows, Row::status);
        flags(rows, row -> row.touched().released);
        flags(rows, row -> row.touched().served);
        flags(rows, Row::ended);
        texts(rows, row -> row.session().counterId());
    }

    private void bindPeople(List<Row> people) throws SQLException {
        uuids(people, Row::id);
        bytes(people, row -> row.joinedBy().person().sealed());
        array(
                "int4",
                filled(
                        new Integer[people.size()],
                        people,
                        row -> row.joinedBy().person().keyId()));
        bytes(people, row -> row.joinedBy().person().nameHash());
        bytes(people, row -> row.joinedBy().person().emailHash());
        bytes(people, row -> row.joinedBy().person().phoneHash());
    }

    private void bindAnswers(List<Batch.NewAnswer> answers) throws SQLException {
        texts(answers, answer -> answer.key().credential());
        texts(answers, answer -> answer.key().key());
        texts(answers, answer -> answer.key().bodyHash());
        uuids(answers, Batch.NewAnswer::sessionId);
        numbers(answers, Batch.NewAnswer::seq);
        flags(answers, Batch.NewAnswer::changed);
    }

    private void bindHead(Batch batch) throws SQLException {
        QueueState after = batch.after();
        set(after.seq());
        set(after.bucket().credit());
        set(JournalSql.timestamp(after.bucket().refilledAt()));
        set(after.exists() ? after.waiting() : 0);
        set(after.exists() ? after.inService() : 0);
        set(batch.id);
        statement.setArray(++parameter, Turns.write(connection, after.shares()));
    }

    private void set(Object value) throws SQLException {
        statement.setObject(++parameter, value);
    }

    // Arrays of these element types go over in binary form.

    private <T> void texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
        array("text", filled(new String[rows.size()], rows, column));
    }

    private <T> void numbers(List<T> rows, Function<T, @Nullable Long> column) throws SQLException {
        array("int8", filled(new Long[rows.size()], rows, column));
    }

    private <T> void smallNumbers(List<T> rows, Function<T, @Nullable Short> column) throws SQLException {
        array("int2", filled(new Short[rows.size()], rows, column));
    }

    private <T> void flags(List<T> rows, Function<T, Boolean> column) throws SQLException {
        array("bool", filled(new Boolean[rows.size()], rows, column));
    }

    private <T> void bytes(List<T> rows, Function<T, byte @Nullable []> column) throws SQLException {
        array("bytea", filled(new byte[rows.size()][], rows, column));
    }

    private <T> void uuids(List<T> rows, Function<T, @Nullable UUID> column) throws SQLException {
        set(UuidArray.of(rows, column));
    }

    private static <T, V> @Nullable V[] filled(@Nullable V[] values, List<T> rows, Function<T, @Nullable V> column) {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    private void array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++parameter, connection.createArrayOf(type, values));
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
