package io.virtualqueue.server.journal;

import static io.virtualqueue.server.journal.Node.await;
import static io.virtualqueue.server.journal.Node.done;
import static io.virtualqueue.server.journal.Node.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.VisitRules;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One transaction on two queues: a session goes out of the one and into the other. */
class TransferTest extends JournalFixture {
    private QueueKey reception;
    private QueueKey doctor;

    @BeforeEach
    void openBoth() {
        reception = a.create(tenantId, QueueSettings.serviceDesk("reception"));
        doctor = a.create(tenantId, QueueSettings.serviceDesk("doctor"));
    }

    @Test
    void theSessionEndsInTheOneQueueAndThePersonWaitsInTheOther() {
        Session ann = a.joined(reception, "ann");

        Outcome.Done transferred = done(a.transfer(reception, ann.id(), doctor));

        Session there = session(transferred);
        assertThat(there.status()).isEqualTo(SessionStatus.WAITING);
        assertThat(Objects.requireNonNull(there.visit()).transferredFrom()).isEqualTo(ann.id());
        assertThat(statusInDatabase(ann)).isEqualTo("transferred");
        assertThat(statusInDatabase(there)).isEqualTo("waiting");
        assertThat(a.state(reception).waiting()).isZero();
        assertThat(a.state(doctor).liveSessionOf(there.userKey())).isEqualTo(there);
        assertThat(journalOf(reception).getLast().event()).isEqualTo(new Event.Transferred(ann.id()));
        assertThat(journalOf(doctor).getLast().event()).isEqualTo(new Event.GetReady(there.id()));
        assertThat(journalOf(doctor).get((int) transferred.seq() - 1).event()).isInstanceOf(Event.Joined.class);
        assertThat(userIdOf(there)).isEqualTo("ann");
    }

    @Test
    void theOtherNodeSeesBothQueuesAlike() {
        b.state(reception);
        b.state(doctor);
        Session ann = a.joined(reception, "ann");

        Outcome.Done transferred = done(a.transfer(reception, ann.id(), doctor));

        UUID there = session(transferred).id();
        assertThat(await(b.journal.place(doctor, there, transferred.seq()))
                        .orElseThrow()
                        .position())
                .isEqualTo(1);
        assertThat(await(b.journal.place(reception, ann.id(), 3))
                        .orElseThrow()
                        .session()
                        .status())
                .isEqualTo(SessionStatus.TRANSFERRED);
        try (Node later = new Node(database.worker())) {
            assertThat(later.state(doctor).waitingFrom(0, 9))
                    .isEqualTo(a.state(doctor).waitingFrom(0, 9));
        }
    }

    @Test
    void whoKeepsThePlaceGoesBeforeThoseWhoCameLaterAndWhoDoesNotToTheEnd() {
        Session early = a.joined(reception, "early");
        Session soon = a.joined(reception, "soon");
        Session there = a.joined(doctor, "there");

        UUID last = session(await(a.journal.transfer(Node.transfer(reception, early.id(), doctor, false, null))))
                .id();
        UUID first = session(await(a.journal.transfer(Node.transfer(reception, soon.id(), doctor, true, null))))
                .id();

        assertThat(a.state(doctor).waitingFrom(0, 9).stream().map(Session::id))
                .containsExactly(first, there.id(), last);
    }

    @Test
    void theTicketIsKeptWhereNobodyElseCanGetTheSame() {
        QueueKey laboratory =
                a.create(tenantId, QueueSettings.serviceDesk("laboratory").withVisits(withPrefix("L")));
        Session ann = a.joined(reception, "ann");
        a.joined(doctor, "somebody");

        Session inLaboratory = session(a.transfer(reception, ann.id(), laboratory));
        Session atDoctor = session(b.transfer(laboratory, inLaboratory.id(), doctor));

        assertThat(ticketOf(inLaboratory)).isEqualTo(ticketOf(ann)).isEqualTo("A001");
        assertThat(ticketOf(atDoctor)).as("A001 is another person's there").isEqualTo("A002");
    }

    private static String ticketOf(Session session) {
        return Objects.requireNonNull(Objects.requireNonNull(session.visit()).ticket())
                .text();
    }

    private static VisitRules withPrefix(String prefix) {
        VisitRules usual = VisitRules.DESK;
        return new VisitRules(
                usual.zone(),
                usual.hours(),
                usual.maxWaiting(),
                usual.getReadyAt(),
                prefix,
                usual.noShowGrace(),
                usual.returnWithin(),
                usual.returnsToPlace(),
                usual.appointments(),
                usual.fields(),
                usual.serviceTarget());
    }

    @Test
    void whoWasCalledIsTransferredToo() {
        Session ann = a.joined(reception, "ann");
        a.submit(reception, new Command.CallNext("1"));

        Session there = session(b.transfer(reception, ann.id(), doctor));

        assertThat(there.status()).isEqualTo(SessionStatus.WAITING);
        assertThat(await(a.journal.queue(reception, 5)).orElseThrow().inService())
                .isZero();
    }

    @Test
    void whatThePersonToldGoesAlongSealedForTheNewSession() throws SQLException {
        PersonalData told = new PersonalData(bytes("sealed"), 7, bytes("name"), null, bytes("phone"));
        Command join = new Command.Join(UUID.randomUUID(), Node.userKey("ann"), null);
        Session ann = session(await(a.journal.submit(new Submission(reception, join, "ann", told, null))));
        UUID there = UUID.randomUUID();

        await(a.journal.transfer(new Transfer(
                reception,
                ann.id(),
                doctor,
                there,
                Node::userKey,
                null,
                true,
                person -> new PersonalData(
                        bytes("anew"), person.keyId(), person.nameHash(), person.emailHash(), person.phoneHash()),
                null)));

        assertThat(personOf(there)).isEqualTo(List.of("anew", "7", "name", "null", "phone"));
        assertThat(personOf(ann.id())).isEqualTo(List.of("sealed", "7", "name", "null", "phone"));
    }

    @Test
    void theSameKeyTransfersOnceWhicheverNodeIsAsked() {
        Session ann = a.joined(reception, "ann");
        Idempotency key = new Idempotency("application", "once", "00");

        Outcome.Done first = done(await(a.journal.transfer(Node.transfer(reception, ann.id(), doctor, true, key))));
        Outcome.Done again = done(await(b.journal.transfer(Node.transfer(reception, ann.id(), doctor, true, key))));

        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.seq()).isEqualTo(first.seq());
        assertThat(session(again)).isEqualTo(session(first));
        Idempotency otherBody = new Idempotency("application", "once", "01");
        assertThat(await(a.journal.transfer(Node.transfer(reception, ann.id(), doctor, true, otherBody))))
                .isInstanceOf(Outcome.KeyReused.class);
        assertThat(await(a.journal.answered(doctor, otherBody))).contains(new Outcome.KeyReused());
        assertThat(await(a.journal.answered(doctor, new Idempotency("application", "new", "00"))))
                .isEmpty();
    }

    @Test
    void whatEitherQueueRefusesChangesNothingInBoth() {
        Session ann = a.joined(reception, "ann");
        Session gone = a.joined(reception, "gone");
        a.submit(reception, new Command.Leave(gone.id()));
        QueueKey closed = a.create(tenantId, QueueSettings.serviceDesk("closed").withStatus(QueueStatus.CLOSED));
        QueueKey deleted = a.create(tenantId, QueueSettings.serviceDesk("deleted"));
        a.submit(deleted, new Command.Delete());
        Map<QueueKey, List<RecordedEvent>> before =
                Map.of(reception, journalOf(reception), doctor, journalOf(doctor), closed, journalOf(closed));
        Transfer unheardOf = new Transfer(
                reception, ann.id(), doctor, UUID.randomUUID(), Node::userKey, "unheard-of", true, told -> told, null);

        assertThat(reasonOf(await(a.journal.transfer(unheardOf)))).isEqualTo(Rejection.UNKNOWN_PRIORITY);
        assertThat(reasonOf(a.transfer(reception, ann.id(), closed))).isEqualTo(Rejection.QUEUE_CLOSED);
        assertThat(reasonOf(a.transfer(reception, ann.id(), deleted))).isEqualTo(Rejection.QUEUE_DELETED);
        assertThat(reasonOf(a.transfer(reception, ann.id(), new QueueKey(tenantId, UUID.randomUUID()))))
                .isEqualTo(Rejection.QUEUE_DELETED);
        assertThat(a.transfer(reception, gone.id(), doctor)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Rejection.ILLEGAL_TRANSITION);
            assertThat(Objects.requireNonNull(refused.session()).status()).isEqualTo(SessionStatus.LEFT);
        });
        assertThat(reasonOf(a.transfer(reception, UUID.randomUUID(), doctor))).isEqualTo(Rejection.UNKNOWN_SESSION);

        before.forEach((queue, events) -> assertThat(journalOf(queue)).isEqualTo(events));
        assertThat(a.state(reception).waiting()).isEqualTo(1);
    }

    @Test
    void aClosedJournalTakesNoTransfer() {
        Session ann = a.joined(reception, "ann");
        b.state(reception);
        b.state(doctor);
        b.close();

        assertThat(b.journal
                        .transfer(Node.transfer(reception, ann.id(), doctor, true, null))
                        .toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(JournalException.class);
        assertThat(statusInDatabase(ann)).isEqualTo("waiting");
    }

    private static Rejection reasonOf(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused: " + outcome);
    }

    private String userIdOf(Session session) {
        return row("SELECT user_id FROM session WHERE id = ?", session.id()).getFirst();
    }

    private List<String> personOf(UUID sessionId) {
        return row(
                "SELECT convert_from(sealed, 'UTF8'), key_id, convert_from(name_hash, 'UTF8'),"
                        + " convert_from(email_hash, 'UTF8'), convert_from(phone_hash, 'UTF8')"
                        + " FROM person WHERE session_id = ?",
                sessionId);
    }

    private List<String> row(String sql, UUID sessionId) {
        try (Connection connection = database.worker().connection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, sessionId);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    columns.add(String.valueOf(row.getString(column)));
                }
                return columns;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
