package io.virtualqueue.server.db;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts PostgreSQL and waits to be killed. */
final class PostgresHolder {
    static final String READY = "ready";

    private PostgresHolder() {}

    public static void main(String... arguments) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println(READY);
        System.out.close();
        new CountDownLatch(1).await();
        postgres.close();
    }
}
