package io.virtualqueue.server;

import io.virtualqueue.server.db.Database;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without its database a server is alive, for reads come from memory, and not ready for more work. */
@Readiness
@Singleton
final class DatabaseHealth implements HealthCheck {
    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database")
                .status(database.isReachable())
                .build();
    }
}
