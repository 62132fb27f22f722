package io.virtualqueue.server;

import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Gives the beans what {@link Main} opened before there were beans. Where there is no {@code Main}, in the framework's
 * own tests, the database is opened here by the same settings.
 */
@Singleton
final class DatabaseProducer {
    private static final List<String> SETTINGS =
            List.of("VQ_DB_URL", "VQ_DB_USER", "VQ_DB_PASSWORD", "VQ_DATA", "VQ_DEMO");
    private static final AtomicReference<@Nullable Opened> OPENED = new AtomicReference<>();

    private final Opened opened;
    private final boolean isOurs;

    private record Opened(ServeOptions options, Database database) {}

    DatabaseProducer(Config config) {
        Opened handed = OPENED.get();
        this.isOurs = handed == null;
        this.opened = handed == null ? open(config) : handed;
    }

    /** What {@link Main} opened and will close. */
    static void hand(ServeOptions options, Database database) {
        OPENED.set(new Opened(options, database));
    }

    private static Opened open(Config config) {
        Map<String, String> environment = new HashMap<>();
        for (String name : SETTINGS) {
            config.getOptionalValue(name, String.class).ifPresent(value -> environment.put(name, value));
        }
        ServeOptions options = ServeOptions.read(List.of(), environment);
        return new Opened(options, Database.open(options.database()));
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return opened.options();
    }

    @Produces
    @Singleton
    Database database() {
        return opened.database();
    }

    @Produces
    @Singleton
    TenantTransactions tenants() {
        return opened.database().tenants();
    }

    @Produces
    @Singleton
    WorkerTransactions worker() {
        return opened.database().worker();
    }

    @PreDestroy
    void close() {
        if (isOurs) {
            opened.database().close();
        }
    }
}
