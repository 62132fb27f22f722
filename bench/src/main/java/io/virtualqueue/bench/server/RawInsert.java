package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.LoadOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** The rows of joins, put into copies of the tables by one connection: what PostgreSQL itself can take. */
public final class RawInsert {
    /** Joins in one transaction. */
    public static final int BATCH = 500;

    private static final int LEVEL = 20;

    private final Database database;
    private final String statement = resource("raw_insert.sql");
    private final Random random = new Random(BATCH);
    private final UUID tenant = randomId();
    private final UUID queue = randomId();
    private long seq;

    private RawInsert(Database database) {
        this.database = database;
    }

    /** Makes the copies, new and empty. */
    public static RawInsert into(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement copies = connection.createStatement()) {
            copies.execute(resource("raw_tables.sql"));
        }
        return new RawInsert(database);
    }

    /** Inserts for that long, after running in; what is counted are rows, and the latencies are of transactions. */
    public LoadOutcome insertFor(Duration settle, Duration window) throws SQLException {
        Histogram latencies = new Histogram(3);
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(statement)) {
            connection.setAutoCommit(false);
            insertFor(settle, connection, insert, new Histogram(3));
            long start = System.nanoTime();
            long rows = insertFor(window, connection, insert, latencies);
            return new LoadOutcome(rows, rows, Duration.ofNanos(System.nanoTime() - start), latencies, Map.of());
        }
    }

    private long insertFor(Duration window, Connection connection, PreparedStatement insert, Histogram latencies)
            throws SQLException {
        long start = System.nanoTime();
        long rows = 0;
        while (System.nanoTime() - start < window.toNanos()) {
            bind(connection, insert);
            long sent = System.nanoTime();
            insert.execute();
            connection.commit();
            latencies.recordValue(System.nanoTime() - sent);
            rows += BATCH;
        }
        return rows;
    }

    private void bind(Connection connection, PreparedStatement insert) throws SQLException {
        UUID[] ids = new UUID[BATCH];
        UUID[] userKeys = new UUID[BATCH];
        String[] userIds = new String[BATCH];
        for (int i = 0; i < BATCH; i++) {
            ids[i] = timeOrderedId();
            userKeys[i] = randomId();
            userIds[i] = ids[i].toString();
        }
        insert.setObject(1, tenant);
        insert.setObject(2, queue);
        insert.setLong(3, seq);
        insert.setArray(4, connection.createArrayOf("uuid", ids));
        insert.setArray(5, connection.createArrayOf("uuid", userKeys));
        insert.setArray(6, connection.createArrayOf("text", userIds));
        insert.setInt(7, LEVEL);
        seq += BATCH;
    }

    /** As the server's ids are: the time first. */
    private UUID timeOrderedId() {
        long time = System.currentTimeMillis() << 16;
        return new UUID(time | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private UUID randomId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(RawInsert.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
