package io.virtualqueue.server.session;

import io.virtualqueue.server.db.Database;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.identity.TestPasses;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.vault.TestVault;
import java.util.concurrent.ForkJoinPool;

/** What servers see of sessions, for tests of other rooms. */
public final class TestSessionView {
    private TestSessionView() {}

    /** Who people are, as the server reads it from this database. */
    public static QueuePeople people(Database database, SessionView view) {
        People people = new People(TestVault.open(database), ForkJoinPool.commonPool());
        return new QueuePeople(database.tenants(), people, view);
    }

    public static SessionView of(Journal journal) {
        return new SessionView(journal, new SpokenDuration(), TestPasses.fresh());
    }
}
