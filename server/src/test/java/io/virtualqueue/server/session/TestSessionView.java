package io.virtualqueue.server.session;

import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.identity.TestPasses;
import io.virtualqueue.server.journal.Journal;

/** What servers see of sessions, for tests of other rooms. */
public final class TestSessionView {
    private TestSessionView() {}

    public static SessionView of(Journal journal) {
        return new SessionView(journal, new SpokenDuration(), TestPasses.fresh());
    }
}
