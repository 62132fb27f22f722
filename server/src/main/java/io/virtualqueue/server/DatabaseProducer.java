package io.virtualqueue.server;

import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.db.StartupException;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.vault.MasterKeys;
import io.virtualqueue.server.vault.Vault;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
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
            List.of("VQ_DB_URL", "VQ_DB_USER", "VQ_DB_PASSWORD", "VQ_DATA", "VQ_DEMO", "VQ_MASTER_KEY");
    private static final AtomicReference<@Nullable Opened> OPENED = new AtomicReference<>();

    private final Opened opened;
    private final boolean isOurs;

    private record Opened(ServeOptions options, Database database, Vault vault) {}

    DatabaseProducer(Config config) {
        Opened handed = OPENED.get();
        this.isOurs = handed == null;
        this.opened = handed == null ? open(config) : handed;
    }

    /** What {@link Main} opened and will close. */
    static void hand(ServeOptions options, Database database, Vault vault) {
        OPENED.set(new Opened(options, database, vault));
    }

    private static Opened open(Config config) {
        Map<String, String> environment = new HashMap<>();
        for (String name : SETTINGS) {
            config.getOptionalValue(name, String.class).ifPresent(value -> environment.put(name, value));
        }
        ServeOptions options = ServeOptions.read(List.of(), environment);
        Database database = Database.open(options.database());
        return new Opened(options, database, openVault(options, database, environment));
    }

    /**
     * Opens the vault of that database.
     *
     * @throws StartupException when the master key is missing, malformed or another
     */
    static Vault openVault(ServeOptions options, Database database, Map<String, String> environment) {
        return Vault.open(database.worker(), MasterKeys.read(environment::get, options.database()), Clock.systemUTC());
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

    @Produces
    @Singleton
    Vault vault() {
        return opened.vault();
    }

    @PreDestroy
    void close() {
        if (isOurs) {
            opened.database().close();
        }
    }
}
