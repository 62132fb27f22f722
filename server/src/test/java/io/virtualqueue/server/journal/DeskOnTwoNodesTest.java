package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static io.virtualqueue.server.journal.Node.done;
import static io.virtualqueue.server.journal.Node.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Placement;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A desk that staff work on by two servers. */
class DeskOnTwoNodesTest extends JournalFixture {

    @Test
    void ticketsPlacesAndWhatWasToldAreTheSameOnEveryNode() {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        List<Session> people = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            people.add((i % 2 == 0 ? a : b).joined(queue, "person" + i));
        }
        UUID last = people.getLast().id();
        b.submit(queue, new Command.ChooseReadyAt(last, 5));
        a.submit(queue, new Command.Move(last, null, new Placement.First()));
        b.submit(queue, new Command.OpenCounters(2));
        Session called = session(a.submit(queue, new Command.CallNext("1")));
        long completed =
                done(a.submit(queue, new Command.Complete(called.id()))).seq();
        Outcome.Done undone = done(b.submit(
                queue,
                new Command.Undo(
                        await(b.journal.place(queue, called.id(), completed))
                                .orElseThrow()
                                .session(),
                        called)));

        assertThat(tickets(people)).containsExactly("A001", "A002", "A003", "A004", "A005", "A006");
        assertThat(called.id()).isEqualTo(last);
        assertThat(session(undone)).isEqualTo(called);
        assertThat(journalOf(queue).stream().filter(event -> event.event() instanceof Event.GetReady))
                .hasSize(4);
        QueueState known = await(a.journal.queue(queue, undone.seq())).orElseThrow();
        try (Node late = new Node(database.worker())) {
            QueueState fresh = late.state(queue);
            assertThat(fresh.waitingFrom(0, 10)).isEqualTo(known.waitingFrom(0, 10));
            assertThat(fresh.session(last)).isEqualTo(known.session(last)).isEqualTo(called);
            assertThat(fresh.desk()).isEqualTo(known.desk());
            assertThat(fresh.desk().openCounters()).isEqualTo(2);
            assertThat(tickets(List.of(late.joined(queue, "one more")))).containsExactly("A007");
        }
    }

    private static List<String> tickets(List<Session> sessions) {
        return sessions.stream()
                .map(session -> Objects.requireNonNull(
                        Objects.requireNonNull(session.visit()).ticket()))
                .map(Ticket::text)
                .toList();
    }
}
