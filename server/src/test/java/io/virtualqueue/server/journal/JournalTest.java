package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static io.virtualqueue.server.journal.Node.done;
import static io.virtualqueue.server.journal.Node.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalTest extends JournalFixture {
    private static final QueueSettings CLOSED_TO_RELEASES = QueueSettings.waitingRoom("room", 1_000, 0);

    @Test
    void positionsFollowTheOrderOfTheJournal() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        List<CompletionStage<Outcome>> joins = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            joins.add(a.submitJoin(queue, "user-" + i));
        }
        List<Outcome.Done> done = joins.stream().map(join -> done(await(join))).toList();

        QueueState state = a.state(queue);
        assertThat(state.waiting()).isEqualTo(2_500);
        assertThat(done.stream().map(Outcome.Done::seq)).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < 2_500; i++) {
            assertThat(state.position(session(done.get(i)))).isEqualTo(i + 1);
        }
    }

    @Test
    void theJournalHasNoGapsAndTheSessionsTableAgreesWithIt() {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        Session first = a.joined(queue, "first");
        Session second = a.joined(queue, "second");
        Session third = a.joined(queue, "third");
        a.submit(queue, new Command.Leave(second.id()));
        assertThat(session(a.submit(queue, new Command.CallNext("3"))).id()).isEqualTo(first.id());
        a.submit(queue, new Command.Serve(first.id()));
        a.submit(queue, new Command.Complete(first.id()));

        List<RecordedEvent> events = journalOf(queue);
        // Those three were told to get ready, too.
        assertThat(events.stream().map(RecordedEvent::seq))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
        assertThat(events.getLast().event()).isEqualTo(new Event.Completed(first.id()));
        assertThat(statusInDatabase(first)).isEqualTo("completed");
        assertThat(statusInDatabase(second)).isEqualTo("left");
        assertThat(statusInDatabase(third)).isEqualTo("waiting");
    }

    @Test
    void aSessionThatJoinsAndLeavesInOneBatchIsStoredAsItEnded() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        Submission join = Node.join(queue, "brief", null);
        UUID sessionId = ((Command.Join) join.command()).sessionId();
        CompletionStage<Outcome> joined = a.journal.submit(join);
        CompletionStage<Outcome> left = a.journal.submit(Submission.of(queue, new Command.Leave(sessionId)));

        assertThat(session(await(joined)).id()).isEqualTo(sessionId);
        assertThat(session(await(left)).status()).isEqualTo(SessionStatus.LEFT);
        assertThat(statusInDatabase(session(await(joined)))).isEqualTo("left");
        assertThat(a.state(queue).waiting()).isZero();
    }

    @Test
    void whoWaitsAlreadyGetsTheSamePlaceAndNoEvent() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        Session first = a.joined(queue, "ann");
        Outcome.Done again = done(await(a.submitJoin(queue, "ann")));

        assertThat(session(again)).isEqualTo(first);
        assertThat(again.changed()).isFalse();
        assertThat(journalOf(queue)).hasSize(2);
    }

    @Test
    void anIdempotencyKeyGetsTheFirstAnswerAgainEvenAfterTheSessionEnded() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        Idempotency key = new Idempotency("app", "key-1", "00ff");
        Session first = session(await(a.journal.submit(Node.join(queue, "ann", key))));
        a.submit(queue, new Command.Leave(first.id()));

        Outcome.Done again = done(await(a.journal.submit(Node.join(queue, "ann", key))));

        assertThat(again.replayed()).isTrue();
        assertThat(again.changed()).isTrue();
        assertThat(session(again).id()).isEqualTo(first.id());
        assertThat(a.state(queue).waiting()).isZero();
    }

    @Test
    void anIdempotencyKeyThatFoundAPlaceSaysSoAgain() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        a.joined(queue, "ann");
        Idempotency key = new Idempotency("app", "key-found", "00ff");
        Outcome.Done found = done(await(a.journal.submit(Node.join(queue, "ann", key))));

        Outcome.Done again = done(await(a.journal.submit(Node.join(queue, "ann", key))));

        assertThat(again.replayed()).isTrue();
        assertThat(again.changed()).isFalse();
        assertThat(again.seq()).isEqualTo(found.seq());
    }

    @Test
    void anIdempotencyKeyWithAnotherBodyIsRefused() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        await(a.journal.submit(Node.join(queue, "ann", new Idempotency("app", "key-2", "00ff"))));

        assertThat(await(a.journal.submit(Node.join(queue, "bob", new Idempotency("app", "key-2", "0100")))))
                .isEqualTo(new Outcome.KeyReused());
        assertThat(session(await(a.journal.submit(Node.join(queue, "bob", new Idempotency("other", "key-2", "01"))))))
                .isNotNull();
    }

    @Test
    void theSameIdempotencyKeyTwiceInOneBatchHappensOnce() {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        IntStream.range(0, 10).forEach(i -> a.joined(queue, "user-" + i));
        Idempotency key = new Idempotency("staff", "press-1", "aa");
        List<CompletionStage<Outcome>> calls = IntStream.range(0, 5)
                .mapToObj(_ -> a.journal.submit(Submission.of(queue, new Command.CallNext(null), key)))
                .toList();

        assertThat(calls.stream().map(call -> session(await(call)).id()).distinct())
                .hasSize(1);
        assertThat(a.state(queue).inService()).isEqualTo(1);
    }

    @Test
    void anEndedSessionIsToldFromAnUnknownOne() {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        Session gone = a.joined(queue, "gone");
        a.submit(queue, new Command.Leave(gone.id()));

        assertThat(a.submit(queue, new Command.Complete(gone.id())))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Rejection.ILLEGAL_TRANSITION);
                    assertThat(refused.session()).isNotNull();
                });
        assertThat(a.submit(queue, new Command.Complete(UUID.randomUUID())))
                .isEqualTo(new Outcome.Refused(Rejection.UNKNOWN_SESSION, null));
        assertThat(await(a.journal.place(queue, gone.id(), 0))
                        .orElseThrow()
                        .session()
                        .status())
                .isEqualTo(SessionStatus.LEFT);
        assertThat(await(a.journal.place(queue, UUID.randomUUID(), 0))).isEmpty();
    }

    @Test
    void anotherTenantsQueueIsNoQueue() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        QueueKey disguised = new QueueKey(newTenant(), queue.queueId());

        assertThat(await(a.journal.queue(disguised, 0))).isEmpty();
        assertThat(await(a.submitJoin(disguised, "spy"))).isEqualTo(new Outcome.Refused(Rejection.QUEUE_DELETED, null));
    }

    @Test
    void aDeletedQueueIsGoneForEveryone() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        Session session = a.joined(queue, "ann");
        a.submit(queue, new Command.Delete());

        assertThat(await(a.journal.queue(queue, 0))).isEmpty();
        assertThat(await(a.journal.place(queue, session.id(), 0))).isEmpty();
        assertThat(await(a.submitJoin(queue, "bob"))).isEqualTo(new Outcome.Refused(Rejection.QUEUE_DELETED, null));
        try (Node later = new Node(database.worker())) {
            assertThat(await(later.journal.queue(queue, 0))).isEmpty();
        }
    }

    @Test
    void oneCommandThatCannotBeStoredHurtsNobodyElse() {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        List<CompletionStage<Outcome>> good = new ArrayList<>();
        CompletionStage<Outcome> bad = a.submitJoin(queue, "before");
        for (int i = 0; i < 50; i++) {
            good.add(a.submitJoin(queue, "good-" + i));
            if (i == 25) {
                bad = a.submitJoin(queue, "nul\u0000character");
            }
        }

        CompletionStage<Outcome> poison = bad;
        assertThatThrownBy(() -> await(poison))
                .isInstanceOfSatisfying(
                        JournalException.class,
                        e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.UNWRITABLE));
        assertThat(good)
                .allSatisfy(join -> assertThat(session(await(join)).status()).isEqualTo(SessionStatus.WAITING));
        assertThat(a.state(queue).waiting()).isEqualTo(51);
        assertThat(journalOf(queue)).hasSize(52);
    }

    @Test
    void aFullMailboxRefusesAndLosesNothing() throws Exception {
        QueueKey queue = a.create(tenantId, CLOSED_TO_RELEASES);
        List<CompletionStage<Outcome>> joins = new ArrayList<>();
        try (AutoCloseable lock = lockHead(queue)) {
            assertThat(lock).isNotNull();
            for (int i = 0; i < Mailbox.CAPACITY + 2 * Mailbox.MAX_BATCH; i++) {
                joins.add(a.submitJoin(queue, "user-" + i));
            }
        }
        int refused = 0;
        for (CompletionStage<Outcome> join : joins) {
            try {
                session(await(join));
            } catch (JournalException e) {
                assertThat(e.reason()).isEqualTo(JournalException.Reason.MAILBOX_FULL);
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 2 * Mailbox.MAX_BATCH);
        assertThat(a.state(queue).waiting()).isEqualTo(joins.size() - refused);
    }

    @Test
    void closingAnswersEverythingThatWasAccepted() {
        Node node = new Node(database.worker());
        QueueKey queue = node.create(tenantId, CLOSED_TO_RELEASES);
        List<CompletionStage<Outcome>> joins = IntStream.range(0, 3_000)
                .mapToObj(i -> node.submitJoin(queue, "user-" + i))
                .toList();
        node.close();

        assertThat(joins)
                .allSatisfy(join -> assertThat(session(await(join)).status()).isEqualTo(SessionStatus.WAITING));
        assertThat(await(a.journal.queue(queue, 3_001)).orElseThrow().waiting()).isEqualTo(3_000);
        assertThatThrownBy(() -> await(node.submitJoin(queue, "late")))
                .isInstanceOfSatisfying(
                        JournalException.class,
                        e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.SHUTTING_DOWN));
    }

    @Test
    void aServerThatStartsWithManyQueuesStillWritesAtOnce() {
        for (int i = 0; i < 10 * LineLoader.MAX_AT_ONCE; i++) {
            a.joined(a.create(tenantId, CLOSED_TO_RELEASES), "ann");
        }
        try (Node late = new Node(database.worker())) {
            QueueKey queue = late.create(tenantId, CLOSED_TO_RELEASES);
            assertThat(late.joined(queue, "bob").status()).isEqualTo(SessionStatus.WAITING);
        }
    }
}
