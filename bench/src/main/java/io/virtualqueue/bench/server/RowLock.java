package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.LoadOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Many connections that lock, change and commit one row, each for itself: what goes when nothing is batched. */
public final class RowLock {
    private static final String TABLE = """
            DROP TABLE IF EXISTS bench_row;
            CREATE TABLE bench_row (id integer PRIMARY KEY, value bigint NOT NULL) WITH (fillfactor = 25);
            INSERT INTO bench_row VALUES (1, 0)""";

    private final Database database;

    private RowLock(Database database) {
        this.database = database;
    }

    /** Makes the row. */
    public static RowLock in(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        return new RowLock(database);
    }

    /** Lets that many connections do it for that long. */
    public LoadOutcome run(int connections, Duration window) throws Exception {
        List<Connection> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                Connection connection = database.connect();
                connection.setAutoCommit(false);
                open.add(connection);
            }
            long start = System.nanoTime();
            List<Callable<Histogram>> loops = new ArrayList<>();
            for (Connection connection : open) {
                loops.add(() -> loop(connection, start + window.toNanos()));
            }
            Histogram latencies = new Histogram(3);
            for (Future<Histogram> loop : threads.invokeAll(loops)) {
                latencies.add(loop.get());
            }
            long count = latencies.getTotalCount();
            return new LoadOutcome(count, count, Duration.ofNanos(System.nanoTime() - start), latencies, Map.of());
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private static Histogram loop(Connection connection, long endNanos) throws SQLException {
        Histogram latencies = new Histogram(3);
        try (PreparedStatement lock =
                        connection.prepareStatement("SELECT value FROM bench_row WHERE id = 1 FOR NO KEY UPDATE");
                PreparedStatement change =
                        connection.prepareStatement("UPDATE bench_row SET value = value + 1 WHERE id = 1")) {
            while (System.nanoTime() - endNanos < 0) {
                long start = System.nanoTime();
                lock.execute();
                change.execute();
                connection.commit();
                latencies.recordValue(System.nanoTime() - start);
            }
        }
        return latencies;
    }
}
