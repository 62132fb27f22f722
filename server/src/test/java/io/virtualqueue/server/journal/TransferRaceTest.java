package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many transfers at the same moment, on two nodes, both ways: everybody is in exactly one queue all the time. */
class TransferRaceTest extends JournalFixture {
    private static final int PEOPLE = 40;

    private QueueKey one;
    private QueueKey other;

    @BeforeEach
    void openBoth() {
        one = a.create(tenantId, QueueSettings.serviceDesk("one"));
        other = a.create(tenantId, QueueSettings.serviceDesk("other"));
    }

    @Test
    void transfersBothWaysAtOnceLoseAndDoubleNobody() {
        List<Session> here = joined(one, "here");
        List<Session> there = joined(other, "there");

        List<CompletableFuture<Outcome>> transfers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            transfers.add(transfer(i % 2 == 0 ? a : b, one, here.get(i).id(), other));
            transfers.add(transfer(i % 2 == 0 ? b : a, other, there.get(i).id(), one));
        }

        assertThat(transfers).allSatisfy(transfer -> assertThat(await(transfer)).isInstanceOf(Outcome.Done.class));
        assertThat(usersIn(one)).containsExactlyInAnyOrderElementsOf(keysOf(there));
        assertThat(usersIn(other)).containsExactlyInAnyOrderElementsOf(keysOf(here));
        assertBothNodesAgree();
    }

    @Test
    void ofManyWhoTransferOnePersonAtOnceOneSucceeds() {
        Session ann = a.joined(one, "ann");

        List<Outcome> outcomes = Stream.iterate(0, i -> i + 1)
                .limit(16)
                .map(i -> transfer(i % 2 == 0 ? a : b, one, ann.id(), other))
                .toList()
                .stream()
                .map(Node::await)
                .toList();

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(15);
        assertThat(usersIn(other)).containsExactly(ann.userKey());
        assertThat(usersIn(one)).isEmpty();
    }

    @Test
    void theSameKeyAtTheSameMomentTransfersOnceAndAnswersAlike() {
        Session ann = a.joined(one, "ann");
        Idempotency key = new Idempotency("application", UUID.randomUUID().toString(), "00");

        List<UUID> answers = Stream.iterate(0, i -> i + 1)
                .limit(16)
                .map(i -> (i % 2 == 0 ? a : b)
                        .journal
                        .transfer(Node.transfer(one, ann.id(), other, true, key))
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(transfer -> Node.session(await(transfer)).id())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(usersIn(other)).containsExactly(ann.userKey());
    }

    @Test
    void callsAndTransfersOfTheSamePeopleNeverBothCount() {
        List<Session> people = joined(one, "person");

        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        List<CompletableFuture<Outcome>> transfers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            calls.add((i % 2 == 0 ? a : b)
                    .journal
                    .submit(Submission.of(one, new Command.CallNext("counter " + i)))
                    .toCompletableFuture());
            transfers.add(transfer(i % 2 == 0 ? b : a, one, people.get(i).id(), other));
        }

        // Whoever is called first may be transferred after that, but nobody is called after being transferred.
        calls.forEach(Node::await);
        assertThat(transfers).allSatisfy(transfer -> assertThat(await(transfer)).isInstanceOf(Outcome.Done.class));
        assertThat(usersIn(one)).isEmpty();
        assertThat(usersIn(other)).containsExactlyInAnyOrderElementsOf(keysOf(people));
        Map<UUID, Event> last = new HashMap<>();
        journalOf(one).forEach(recorded -> {
            if (recorded.event() instanceof Event.OfSession event) {
                last.put(event.sessionId(), event);
            }
        });
        assertThat(last.values()).hasSize(PEOPLE).allMatch(Event.Transferred.class::isInstance);
        assertBothNodesAgree();
    }

    @Test
    void moreThanMayWaitAreTurnedAwayAndTheOthersAreServed() throws Exception {
        Session ann = a.joined(one, "ann");
        int many = Transfers.MAX_AT_ONCE + Transfers.MAX_WAITING + 100;
        List<CompletableFuture<Outcome>> transfers = new ArrayList<>();
        try (AutoCloseable locked = lockHead(one)) {
            assertThat(locked).isNotNull();
            for (int i = 0; i < many; i++) {
                transfers.add(transfer(a, one, ann.id(), other));
            }
            assertThat(CompletableFuture.anyOf(transfers.toArray(CompletableFuture<?>[]::new)))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOfSatisfying(
                            JournalException.class,
                            e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.MAILBOX_FULL));
        }

        assertThat(transfers.stream().filter(TransferRaceTest::succeeded)).hasSize(1);
        assertThat(usersIn(other)).containsExactly(ann.userKey());
    }

    @Test
    void connectionsThatDieUnderTransfersLeaveEverybodyInExactlyOneQueue() throws Exception {
        List<Session> people = joined(one, "person");
        List<CompletableFuture<Outcome>> transfers = new ArrayList<>();
        try (Connection killer = database.worker().connection()) {
            for (int i = 0; i < PEOPLE; i++) {
                transfers.add(transfer(a, one, people.get(i).id(), other));
                if (i % 4 == 0) {
                    killAnotherBackend(killer);
                }
            }
        }

        List<Boolean> acknowledged =
                transfers.stream().map(TransferRaceTest::succeeded).toList();
        List<UUID> here = usersIn(one);
        List<UUID> there = usersIn(other);
        assertThat(Stream.concat(here.stream(), there.stream())).containsExactlyInAnyOrderElementsOf(keysOf(people));
        for (int i = 0; i < PEOPLE; i++) {
            boolean isThere = there.contains(people.get(i).userKey());
            assertThat(isThere || !acknowledged.get(i)).isTrue();
        }
        assertBothNodesAgree();
    }

    private static boolean succeeded(CompletableFuture<Outcome> transfer) {
        try {
            return transfer.join() instanceof Outcome.Done;
        } catch (CompletionException e) {
            return false;
        }
    }

    private List<Session> joined(QueueKey queue, String name) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            sessions.add(a.joined(queue, name + i));
        }
        return sessions;
    }

    private static CompletableFuture<Outcome> transfer(Node node, QueueKey from, UUID sessionId, QueueKey to) {
        return node.journal
                .transfer(Node.transfer(from, sessionId, to, true, null))
                .toCompletableFuture();
    }

    private static List<UUID> keysOf(List<Session> sessions) {
        return sessions.stream().map(Session::userKey).toList();
    }

    /** As a server has it that starts now. */
    private List<UUID> usersIn(QueueKey queue) {
        try (Node later = new Node(database.worker())) {
            QueueState state = later.state(queue);
            return keysOf(state.waitingFrom(0, state.waiting()));
        }
    }

    private void assertBothNodesAgree() {
        for (QueueKey queue : List.of(one, other)) {
            List<RecordedEvent> events = journalOf(queue);
            assertThat(events.stream().map(RecordedEvent::seq))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            QueueState onA = await(a.journal.queue(queue, events.size())).orElseThrow();
            QueueState onB = await(b.journal.queue(queue, events.size())).orElseThrow();
            assertThat(onA.waitingFrom(0, 1_000)).isEqualTo(onB.waitingFrom(0, 1_000));
            assertThat(onA.inService()).isEqualTo(onB.inService());
        }
    }

    private static void killAnotherBackend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
                    + " ORDER BY query_start DESC NULLS LAST LIMIT 1");
        }
        connection.commit();
    }
}
