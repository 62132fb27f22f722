package io.virtualqueue.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.WorkerTransactions;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.PastEvents;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the one journal of this node; it runs from start-up until the last request has been answered. */
@Singleton
final class JournalProducer {
    /** Before everything that submits commands starts; after everything that submits commands has stopped. */
    private static final int FIRST = 1_000;

    private static final int LAST = 10_000;

    private final Journal journal;

    JournalProducer(WorkerTransactions worker, Clock clock) {
        this.journal = new Journal(worker, clock);
    }

    @Produces
    @Singleton
    Journal journal() {
        return journal;
    }

    @Produces
    @Singleton
    PastEvents pastEvents(WorkerTransactions worker) {
        return new PastEvents(worker);
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        journal.start();
    }

    /** The database is closed later, by {@link Main} or with the last bean. */
    void drain(@Observes @Priority(LAST) ShutdownEvent event) {
        journal.close();
    }
}
