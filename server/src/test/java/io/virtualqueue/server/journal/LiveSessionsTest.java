package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveSessionsTest extends JournalFixture {
    @Test
    void everyLiveSessionIsReadAsItIs() throws SQLException {
        QueueKey desk = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        a.joined(desk, "served");
        a.joined(desk, "called");
        a.joined(desk, "waiting");
        Session gone = a.joined(desk, "gone");
        Session served = Node.session(a.submit(desk, new Command.CallNext("Desk 7, ground floor – Ü")));
        a.submit(desk, new Command.Serve(served.id()));
        a.submit(desk, new Command.CallNext(null));
        a.submit(desk, new Command.Leave(gone.id()));

        List<Session> read = read(desk.queueId());

        QueueState state = a.state(desk);
        assertThat(read)
                .extracting(Session::status)
                .containsExactlyInAnyOrder(SessionStatus.SERVING, SessionStatus.CALLED, SessionStatus.WAITING);
        assertThat(read).allSatisfy(session -> assertThat(session).isEqualTo(state.session(session.id())));
    }

    @Test
    void nobodyIsReadFromAQueueWithoutPeople() throws SQLException {
        assertThat(read(UUID.randomUUID())).isEmpty();
    }

    private List<Session> read(UUID queueId) throws SQLException {
        try (Connection connection = database.worker().connection()) {
            return LiveSessions.read(connection, queueId);
        }
    }
}
