package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.WaitBasis;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A server that takes up a desk knows how long services take. */
class DeskMemoryTest extends JournalFixture {

    private QueueKey busyDesk() {
        QueueKey desk = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        for (int person = 0; person < 12; person++) {
            a.joined(desk, "person " + person);
        }
        for (int service = 0; service < 8; service++) {
            UUID called =
                    Node.session(a.submit(desk, new Command.CallNext("1"))).id();
            a.submit(desk, service % 4 == 0 ? new Command.NoShow(called) : new Command.Complete(called));
        }
        return desk;
    }

    @Test
    void theNextServerLearnsFromTheJournal() {
        QueueKey desk = busyDesk();
        WaitBasis lived = Objects.requireNonNull(a.state(desk).waitBasis());

        try (Node next = new Node(database.worker())) {
            QueueState loaded = next.state(desk);
            assertThat(loaded.waiting()).isEqualTo(4);
            WaitBasis learned = Objects.requireNonNull(loaded.waitBasis());
            assertThat(learned.meanService()).isEqualTo(lived.meanService());
            assertThat(learned.services()).isEqualTo(lived.services());
            assertThat(learned.noShowShare()).isBetween(0.2, 0.3);
        }
    }

    @Test
    void aDeskThatWasDeletedTeachesNothing() {
        QueueKey desk = busyDesk();
        a.submit(desk, new Command.Delete());

        try (Node next = new Node(database.worker())) {
            assertThat(Node.await(next.journal.queue(desk, 0))).isEmpty();
        }
    }
}
