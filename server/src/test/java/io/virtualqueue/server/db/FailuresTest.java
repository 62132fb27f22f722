package io.virtualqueue.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What failed statements say is logged, so it must not hold what people told. */
class FailuresTest {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final String TOLD = "marked.example.com";

    @Test
    void aFailedStatementDoesNotSayItsValues() {
        add();
        Throwable failure = catchThrowable(FailuresTest::add);
        StringWriter logged = new StringWriter();
        failure.printStackTrace(new PrintWriter(logged));
        assertThat(logged.toString()).contains("duplicate key").doesNotContain(TOLD);
    }

    private static void add() {
        DATABASE.database()
                .worker()
                .inTransaction(
                        handle -> handle.createUpdate("INSERT INTO tenant (id, name, domain, created_at, updated_at)"
                                        + " VALUES (:id, 'tenant', :domain, now(), now())")
                                .bind("id", UUID.randomUUID())
                                .bind("domain", TOLD)
                                .execute());
    }
}
