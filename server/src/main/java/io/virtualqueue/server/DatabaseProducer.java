package io.virtualqueue.server;

import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Gives the beans the database that {@link Main} opened before there were beans. Tests have no {@code Main}; for them it
 * is opened here, by the same {@code VQ_DB_…} settings.
 */
@Singleton
final class DatabaseProducer {
    private static final AtomicReference<@Nullable Database> OPENED = new AtomicReference<>();

    private final Database database;
    private final boolean isOurs;

    DatabaseProducer(Config config) {
        Database opened = OPENED.get();
        this.isOurs = opened == null;
        this.database = opened == null ? Database.open(settings(config)) : opened;
    }

    /** What {@link Main} opened and will close. */
    static void hand(Database database) {
        OPENED.set(database);
    }

    private static DatabaseSettings settings(Config config) {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("VQ_DB_URL", "VQ_DB_USER", "VQ_DB_PASSWORD")) {
            config.getOptionalValue(name, String.class).ifPresent(value -> environment.put(name, value));
        }
        return DatabaseSettings.from(
                environment,
                Path.of(config.getOptionalValue("VQ_DATA", String.class).orElse("data")));
    }

    @Produces
    @Singleton
    Database database() {
        return database;
    }

    @Produces
    @Singleton
    TenantTransactions tenants() {
        return database.tenants();
    }

    @Produces
    @Singleton
    WorkerTransactions worker() {
        return database.worker();
    }

    @PreDestroy
    void close() {
        if (isOurs) {
            database.close();
        }
    }
}
