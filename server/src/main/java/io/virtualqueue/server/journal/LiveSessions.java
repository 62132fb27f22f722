package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.db.Sql;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Reads all live sessions of a queue by COPY in binary form, which takes half the time of a query: there may be
 * millions, and until they are here the queue answers nobody. The format is that of PostgreSQL's documentation of COPY.
 */
final class LiveSessions {
    /** In which a line of tens of millions is read; other statements have less time. */
    static final Duration READ_WITHIN = Duration.ofMinutes(2);

    private static final String COPY = Sql.text(LiveSessions.class, "copy_live_sessions");
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final Map<String, SessionStatus> STATUSES = Stream.of(SessionStatus.values())
            .collect(Collectors.toMap(status -> status.name().toLowerCase(Locale.ROOT), Function.identity()));

    private final DataInputStream in;

    private LiveSessions(DataInputStream in) {
        this.in = in;
    }

    /** In no order; as the transaction of this connection sees them. */
    static List<Session> read(Connection connection, UUID queueId) throws SQLException {
        try (Statement limit = connection.createStatement()) {
            limit.execute("SET LOCAL statement_timeout = " + READ_WITHIN.toMillis());
        }
        // COPY takes no parameters; an id has nothing in it to quote.
        String copy = COPY.replace("?", "'" + queueId + "'");
        try (PGCopyInputStream rows = new PGCopyInputStream(connection.unwrap(PGConnection.class), copy);
                DataInputStream in = new DataInputStream(new BufferedInputStream(rows, BUFFER_BYTES))) {
            return new LiveSessions(in).sessions();
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new SQLException("The live sessions cannot be read", e);
        }
    }

    private List<Session> sessions() throws IOException {
        for (byte expected : SIGNATURE) {
            if (in.readByte() != expected) {
                throw new IOException("this is no binary COPY");
            }
        }
        in.readInt();
        in.skipNBytes(in.readInt());
        List<Session> sessions = new ArrayList<>();
        while (in.readShort() != END) {
            sessions.add(session());
        }
        return sessions;
    }

    private Session session() throws IOException {
        UUID id = uuid();
        UUID userKey = uuid();
        in.readInt();
        short level = in.readShort();
        long orderKey = number();
        long seq = number();
        SessionStatus status = STATUSES.get(text());
        if (status == null) {
            throw new IOException("session " + id + " has an unknown status");
        }
        Instant joinedAt = instant();
        Instant since = instant();
        return new Session(id, userKey, level, orderKey, seq, status, joinedAt, since, text(), visit());
    }

    private @Nullable Visit visit() throws IOException {
        return EventData.visitOf(text());
    }

    private UUID uuid() throws IOException {
        in.readInt();
        return new UUID(in.readLong(), in.readLong());
    }

    private long number() throws IOException {
        in.readInt();
        return in.readLong();
    }

    private Instant instant() throws IOException {
        return POSTGRES_EPOCH.plus(number(), ChronoUnit.MICROS);
    }

    private @Nullable String text() throws IOException {
        int length = in.readInt();
        return length == NULL ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
