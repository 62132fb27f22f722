package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldQueueTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Long> own = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();
    private final List<RecordedEvent> journal = new ArrayList<>();
    private QueueState newest = QueueState.empty();
    private final HeldQueue queue;

    HeldQueueTest() {
        append(new Event.Created(QueueSettings.serviceDesk("desk")));
        FeedListener listener = (_, events, _, writtenHere) -> (writtenHere ? own : others)
                .addAll(events.stream().map(RecordedEvent::seq).toList());
        queue = new HeldQueue(
                new QueueKey(UUID.randomUUID(), UUID.randomUUID()),
                newest,
                List.of(listener),
                _ -> new Mailbox(Runnable::run, _ -> {}));
        journal.clear();
    }

    private void append(Event event) {
        newest = newest.evolve(event, AT);
        journal.add(new RecordedEvent(newest.seq(), AT, event));
    }

    private void append() {
        append(new Event.Joined(UUID.randomUUID(), UUID.randomUUID(), 20, newest.seq()));
    }

    @Test
    void whatThisNodeCommitsIsItsOwnThoughALookAtTheDatabaseBringsItFirst() {
        append();
        append();
        queue.committing(1, 3);
        append();

        queue.publish(journal, newest);

        assertThat(own).containsExactly(2L, 3L);
        assertThat(others).containsExactly(4L);
    }

    @Test
    void whatWasNotCommittedHereIsTheOthers() {
        append();
        queue.committing(1, 2);
        queue.notCommitted();

        queue.publish(journal, newest);

        assertThat(own).isEmpty();
        assertThat(others).containsExactly(2L);
    }

    @Test
    void everyEventIsToldOnce() {
        append();
        queue.publish(journal, newest);
        queue.publish(journal, newest);

        assertThat(others).containsExactly(2L);
    }
}
