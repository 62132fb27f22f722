package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static io.virtualqueue.server.journal.Node.done;
import static io.virtualqueue.server.journal.Node.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.LineOrder;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two journals on one database, reading and writing across both. */
class TwoNodesTest extends JournalFixture {

    @Test
    void manyClientsOnBothNodesLoseNothingDoubleNothingAndKeepTheOrder() {
        visitBothNodes(24, 60);
    }

    @Test
    @Tag("long")
    void norInALongDay() {
        visitBothNodes(64, 1_000);
    }

    private void visitBothNodes(int clientCount, int steps) {
        QueueKey queue = a.create(tenantId, QueueSettings.waitingRoom("busy", 300, 600_000));
        ConcurrentLinkedQueue<Outcome.Done> acknowledged = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int client = 0; client < clientCount; client++) {
            int number = client;
            clients.add(CompletableFuture.runAsync(
                    () -> visit(queue, number, steps, acknowledged), command -> Thread.startVirtualThread(command)));
        }
        clients.forEach(CompletableFuture::join);

        List<RecordedEvent> events = journalOf(queue);
        assertThat(events.stream().map(RecordedEvent::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.stream().map(RecordedEvent::at)).isSorted();
        assertEachJoinOnceAsAcknowledged(events, acknowledged);
        assertReleasedOnceInOrderWithinCapacity(events);
        assertBothNodesAgree(queue, events);
    }

    @Test
    void twoNodesAndOneThatStartsLaterAgreeOnWhoseTurnItIs() {
        List<Level> levels = List.of(new Level(2, "high", 3, 0), new Level(1, "low", 1, 0));
        QueueSettings desk = QueueSettings.serviceDesk("desk");
        QueueKey queue = a.create(tenantId, desk.withOrder(LineOrder.SHARES, levels, 1));
        List<String> called = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            joinAs("high", queue, i);
            joinAs("low", queue, i);
        }
        for (int i = 0; i < 6; i++) {
            Session session = session((i % 2 == 0 ? a : b).submit(queue, new Command.CallNext("1")));
            called.add(session.level() == 2 ? "high" : "low");
        }

        assertThat(called).containsExactly("high", "low", "high", "high", "high", "low");
        try (Node late = new Node(database.worker())) {
            List<Session> line = late.state(queue).waitingFrom(0, 20);
            assertThat(line)
                    .hasSize(10)
                    .isEqualTo(await(a.journal.queue(queue, late.state(queue).seq()))
                            .orElseThrow()
                            .waitingFrom(0, 20));
            assertThat(line.getFirst().level()).isEqualTo(2);
        }
    }

    private void joinAs(String priority, QueueKey queue, int number) {
        Command join = new Command.Join(UUID.randomUUID(), UUID.randomUUID(), priority);
        await(a.journal.submit(new Submission(queue, join, priority + number, PersonalData.NONE, null)));
    }

    /** Joins, leaves and ticks at random, sometimes on the one node, sometimes on the other. */
    private void visit(QueueKey queue, int client, int steps, ConcurrentLinkedQueue<Outcome.Done> acknowledged) {
        Random random = new Random(client);
        List<Session> mine = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Node node = random.nextBoolean() ? a : b;
            int dice = random.nextInt(10);
            if (dice < 6 || mine.isEmpty()) {
                Outcome.Done join = done(await(node.submitJoin(queue, "client-" + client + "-" + i)));
                acknowledged.add(join);
                mine.add(session(join));
            } else if (dice < 8) {
                Session session = mine.remove(random.nextInt(mine.size()));
                Outcome outcome = node.submit(queue, new Command.Leave(session.id()));
                assertThat(outcome).isInstanceOf(Outcome.Done.class);
            } else {
                assertThat(node.submit(queue, new Command.Tick())).isInstanceOf(Outcome.Done.class);
            }
        }
    }

    private static void assertEachJoinOnceAsAcknowledged(
            List<RecordedEvent> events, ConcurrentLinkedQueue<Outcome.Done> acknowledged) {
        Set<UUID> joined = new HashSet<>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof Event.Joined join) {
                assertThat(joined.add(join.sessionId())).isTrue();
            }
        }
        assertThat(joined).hasSameSizeAs(acknowledged);
        for (Outcome.Done join : acknowledged) {
            assertThat(events.get((int) join.seq() - 1).event())
                    .isInstanceOfSatisfying(
                            Event.Joined.class,
                            event -> assertThat(event.sessionId())
                                    .isEqualTo(session(join).id()));
        }
    }

    private static void assertReleasedOnceInOrderWithinCapacity(List<RecordedEvent> events) {
        QueueState state = QueueState.empty();
        Set<UUID> released = new HashSet<>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof Event.Released release) {
                assertThat(released.add(release.sessionId())).isTrue();
                assertThat(state.waitingFrom(0, 1).getFirst().id()).isEqualTo(release.sessionId());
            }
            state = state.evolve(recorded.event(), recorded.at());
            assertThat(state.inService()).isLessThanOrEqualTo(300);
        }
        assertThat(released).isNotEmpty();
    }

    private void assertBothNodesAgree(QueueKey queue, List<RecordedEvent> events) {
        QueueState onA = await(a.journal.queue(queue, events.size())).orElseThrow();
        QueueState onB = await(b.journal.queue(queue, events.size())).orElseThrow();
        try (Node fresh = new Node(database.worker())) {
            QueueState loaded = fresh.state(queue);
            assertThat(onA.waitingFrom(0, onA.waiting())).isEqualTo(onB.waitingFrom(0, onA.waiting()));
            assertThat(loaded.waitingFrom(0, onA.waiting())).isEqualTo(onA.waitingFrom(0, onA.waiting()));
            assertThat(loaded.bucket()).isEqualTo(onA.bucket()).isEqualTo(onB.bucket());
            assertThat(loaded.inService()).isEqualTo(onA.inService()).isEqualTo(onB.inService());
        }
        assertThat(heardOnce(a)).isTrue();
        assertThat(heardOnce(b)).isTrue();
    }

    /** Each event that a node told its listeners came once and in order. */
    private static boolean heardOnce(Node node) {
        long last = 0;
        for (RecordedEvent event : node.heard) {
            if (event.seq() <= last) {
                return false;
            }
            last = event.seq();
        }
        return last > 0;
    }

    @Test
    void whatOneNodeWroteTheOtherReadsByItsNumber() {
        QueueKey queue = a.create(tenantId, QueueSettings.waitingRoom("room", 10, 0));
        b.state(queue);
        for (int i = 1; i <= 20; i++) {
            Outcome.Done join = done(await((i % 2 == 0 ? a : b).submitJoin(queue, "user-" + i)));
            Node other = i % 2 == 0 ? b : a;

            Place place = await(other.journal.place(queue, session(join).id(), join.seq()))
                    .orElseThrow();

            assertThat(place.position()).isEqualTo(i);
        }
    }

    @Test
    void aSessionThatANodeHasNotSeenMakesItCatchUpFirst() {
        QueueKey queue = a.create(tenantId, QueueSettings.waitingRoom("room", 10, 0));
        b.state(queue);
        Session session = a.joined(queue, "ann");

        assertThat(await(b.journal.place(queue, session.id(), 0)).orElseThrow().position())
                .isEqualTo(1);
    }

    @Test
    void aNumberThatDoesNotExistIsNotWaitedForForever() {
        QueueKey queue = a.create(tenantId, QueueSettings.waitingRoom("room", 10, 0));

        assertThatThrownBy(() -> await(a.journal.queue(queue, 1_000)))
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.BEHIND));
    }

    @Test
    void settingsChangedOnOneNodeBindTheOther() {
        QueueKey queue = a.create(tenantId, QueueSettings.waitingRoom("room", 10, 600));
        b.state(queue);
        a.submit(queue, new Command.ChangeSettings(settings -> settings.withStatus(QueueStatus.CLOSED)));

        assertThat(await(b.submitJoin(queue, "late"))).isEqualTo(new Outcome.Refused(Rejection.QUEUE_CLOSED, null));
    }

    @Test
    void eightStaffOnTwoNodesCallEightDifferentPeople() {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        for (int i = 0; i < 8; i++) {
            a.joined(queue, "patient-" + i);
        }
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add((i % 2 == 0 ? a : b)
                    .journal
                    .submit(Submission.of(queue, new Command.CallNext("counter-" + i)))
                    .toCompletableFuture());
        }

        assertThat(calls.stream().map(call -> session(await(call)).id()))
                .doesNotHaveDuplicates()
                .hasSize(8);
        assertThat(done(b.submit(queue, new Command.CallNext("9"))).session()).isNull();
    }

    @Test
    void whoReturnsAfterANoShowIsKnownOnTheNodeThatHadForgotten() {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk"));
        Session late = a.joined(queue, "late");
        a.submit(queue, new Command.CallNext(null));
        a.submit(queue, new Command.NoShow(late.id()));
        b.state(queue);

        Outcome.Done back = done(a.submit(queue, new Command.PutBack(late.id(), true)));

        Place place = await(b.journal.place(queue, late.id(), back.seq())).orElseThrow();
        assertThat(place.session().status()).isEqualTo(SessionStatus.WAITING);
        assertThat(place.position()).isEqualTo(1);
    }
}
