package io.virtualqueue.server.db;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A worker's connections that count what goes to PostgreSQL: each statement and each commit is a round trip. */
public final class CountingConnections implements AutoCloseable {
    private final HikariDataSource pool;
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    public CountingConnections(TestDatabase database) {
        pool = Pools.worker(database.settings(), Bootstrap.prepare(database.settings()));
    }

    public WorkerTransactions worker() {
        DataSource counting = proxy(DataSource.class, pool);
        return new WorkerTransactions(counting, Pools.jdbi(pool));
    }

    public int statements() {
        return statements.get();
    }

    public int commits() {
        return commits.get();
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        statements.incrementAndGet();
                    } else if (method.getName().equals("commit")) {
                        commits.incrementAndGet();
                    }
                    Object result = call(() -> method.invoke(target, arguments));
                    return method.getName().equals("unwrap") ? result : counted(result);
                }));
    }

    private @Nullable Object counted(@Nullable Object result) {
        return switch (result) {
            case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
            case Connection connection -> proxy(Connection.class, connection);
            case null, default -> result;
        };
    }

    private interface Call {
        @Nullable
        Object invoke() throws IllegalAccessException, InvocationTargetException;
    }

    private static @Nullable Object call(Call call) throws SQLException {
        try {
            return call.invoke();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
