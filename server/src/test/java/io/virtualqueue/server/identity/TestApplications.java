package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.vault.Vault;
import java.time.Clock;
import java.util.List;

/** The applications of a test's database, for tests of other packages. */
public final class TestApplications {
    private TestApplications() {}

    /** As a server on that database has them, with one listener. */
    public static Applications of(Database database, Vault vault, ApplicationListener listener) {
        Clock clock = Clock.systemUTC();
        Revocations revocations = new Revocations(database.worker(), clock);
        return new Applications(
                database.tenants(),
                new ApiKeys(database.tenants(), revocations, clock),
                new SigningSecrets(database.tenants(), vault, clock),
                new Origins(database.worker()),
                revocations,
                List.of(listener),
                clock);
    }
}
