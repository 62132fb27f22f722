package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a desk says about those who come: tickets, hours, appointments, getting ready, coming back. */
class VisitTest {
    private static final VisitRules USUAL = VisitRules.DESK;

    private final Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));

    @Test
    void everyoneGetsATicketThatNobodyElseHasThatDay() {
        assertThat(ticket(desk.join())).isEqualTo("A001");
        UUID second = desk.join("vip");
        assertThat(ticket(second)).isEqualTo("A002");
        desk.accept(new Command.Leave(second));
        assertThat(ticket(desk.join())).isEqualTo("A003");
        desk.accept(changing(rules(USUAL.zone(), null, null, 3, "B")));
        assertThat(ticket(desk.join())).isEqualTo("B004");
    }

    @Test
    void theNumbersBeginAnewEachDayOfTheQueuesZoneAndNeverGoBack() {
        desk.now = Instant.parse("2026-03-01T22:30:00Z");
        desk.accept(changing(rules(ZoneId.of("Europe/Berlin"), null, null, 3, "A")));
        assertThat(ticket(desk.join())).isEqualTo("A001");
        desk.pass(Duration.ofMinutes(29));
        assertThat(ticket(desk.join())).isEqualTo("A002");
        desk.pass(Duration.ofMinutes(1));
        UUID tomorrow = desk.join();
        assertThat(ticket(tomorrow)).isEqualTo("A001");
        desk.accept(changing(rules(ZoneId.of("America/New_York"), null, null, 3, "A")));
        assertThat(ticket(desk.join())).isEqualTo("A002");
    }

    @Test
    void aTicketMayHaveMoreThanThreeDigits() {
        assertThat(Ticket.of("A", LocalDate.EPOCH, 1_000).text()).isEqualTo("A1000");
    }

    @Test
    void outsideTheOpeningHoursNobodyJoins() {
        OpeningHours hours = new OpeningHours(
                Map.of(
                        DayOfWeek.MONDAY, List.of(slot(8, 12), slot(13, 17)),
                        DayOfWeek.TUESDAY, List.of(slot(8, 0))),
                List.of(new OpeningHours.DayHours(LocalDate.of(2026, 3, 9), List.of(), "holiday")));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        desk.accept(changing(rules(berlin, hours, null, 3, "A")));
        desk.now = Instant.parse("2026-03-02T06:59:59Z");
        assertThat(closedUntil(join(7))).isEqualTo("2026-03-02T07:00:00Z");
        desk.now = Instant.parse("2026-03-02T07:00:00Z");
        desk.join();
        assertThat(hours.closing(desk.now, berlin)).isEqualTo("2026-03-02T11:00:00Z");
        desk.now = Instant.parse("2026-03-02T11:00:00Z");
        assertThat(closedUntil(join(7))).isEqualTo("2026-03-02T12:00:00Z");
        desk.now = Instant.parse("2026-03-02T16:00:00Z");
        assertThat(closedUntil(join(7))).isEqualTo("2026-03-03T07:00:00Z");
        desk.now = Instant.parse("2026-03-03T22:59:59Z");
        desk.join();
        assertThat(hours.closing(desk.now, berlin)).isEqualTo("2026-03-03T23:00:00Z");
        desk.now = Instant.parse("2026-03-04T00:00:00Z");
        assertThat(closedUntil(join(7))).isEqualTo("2026-03-10T07:00:00Z");
    }

    @Test
    void whatIsNeverOpenHasNoNextOpening() {
        OpeningHours never = new OpeningHours(Map.of(), List.of());

        assertThat(never.nextOpening(Scene.START, USUAL.zone())).isNull();
        assertThat(never.closing(Scene.START, USUAL.zone())).isNull();
    }

    @Test
    void aFullLineTakesNobodyUntilSomebodyIsCalled() {
        desk.accept(changing(rules(USUAL.zone(), null, 2, 3, "A")));
        desk.join();
        desk.join();
        assertThat(desk.reject(join(7))).isEqualTo(Rejection.LINE_FULL);
        desk.callNext();
        desk.accept(join(7));
    }

    @Test
    void anAppointmentCountsAsJoinedAtItsTime() {
        Instant booked = Scene.START.plus(Duration.ofHours(2));
        desk.now = booked.minus(Duration.ofMinutes(61));
        assertThat(desk.decide(appointment(1, booked)))
                .isEqualTo(new Decision.Rejected(Rejection.TOO_EARLY, booked.minus(Duration.ofHours(1))));
        desk.now = booked.minus(Duration.ofMinutes(30));
        UUID early = joined(appointment(2, booked));
        desk.now = booked.minus(Duration.ofMinutes(1));
        UUID walkIn = desk.join();
        desk.now = booked.plus(Duration.ofMinutes(1));
        UUID later = desk.join();
        desk.now = booked.plus(Duration.ofMinutes(15));
        UUID justInTime = joined(appointment(3, booked.plusMillis(1)));
        desk.pass(Duration.ofMinutes(1));
        UUID late = joined(appointment(4, booked));

        assertThat(desk.line()).containsExactly(walkIn, early, justInTime, later, late);
    }

    @Test
    void thoseNearTheFrontAreToldToGetReadyOnce() {
        List<UUID> people = List.of(desk.join(), desk.join(), desk.join(), desk.join(), desk.join());
        assertThat(desk.followUps()).containsExactlyElementsOf(people.subList(0, 3));
        assertThat(desk.followUps()).isEmpty();
        desk.callNext();
        assertThat(desk.followUps()).containsExactly(people.get(3));
        desk.accept(new Command.PutBack(people.getFirst(), true));
        assertThat(desk.followUps()).isEmpty();
        desk.accept(new Command.Leave(people.get(1)));
        assertThat(desk.followUps()).isEmpty();
        desk.accept(new Command.Leave(people.get(2)));
        assertThat(desk.followUps()).containsExactly(people.get(4));
    }

    @Test
    void aPersonMayChooseWhereToGetReady() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", 10, 0));
        for (int i = 0; i < 9; i++) {
            room.join();
        }
        UUID last = room.join();
        assertThat(room.followUps()).isEmpty();
        room.accept(new Command.ChooseReadyAt(last, 8));
        assertThat(room.accept(new Command.ChooseReadyAt(last, 8))).isEmpty();
        assertThat(room.followUps()).isEmpty();
        room.accept(new Command.Leave(room.line().getFirst()));
        assertThat(room.followUps()).isEmpty();
        room.accept(new Command.Leave(room.line().getFirst()));
        assertThat(room.followUps()).containsExactly(last);
        assertThat(room.session(last).since()).isEqualTo(Scene.START);
    }

    @Test
    void whoIsReservedForACounterIsCalledByNoOther() {
        UUID first = desk.join();
        UUID second = desk.join();
        desk.callNext();
        desk.accept(new Command.PutBack(first, true, "B"));

        assertThat(desk.position(first)).isEqualTo(1);
        assertThat(desk.callNext()).isEqualTo(second);
        assertThat(desk.callNext()).isNull();
        assertThat(desk.accept(new Command.CallNext("B"))).containsExactly(new Event.Called(first, "B"));
    }

    @Test
    void aNoShowNeedsPatienceAndAReturnToo() {
        VisitRules strict = new VisitRules(
                USUAL.zone(),
                null,
                null,
                3,
                "A",
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                false,
                USUAL.appointments(),
                List.of(),
                Duration.ZERO);
        desk.accept(changing(strict));
        UUID person = desk.join();
        desk.callNext();
        Instant called = desk.now;
        desk.pass(Duration.ofSeconds(119));
        assertThat(desk.decide(new Command.NoShow(person)))
                .isEqualTo(new Decision.Rejected(Rejection.TOO_EARLY, called.plusSeconds(120)));
        desk.accept(new Command.Recall(person));
        desk.pass(Duration.ofSeconds(119));
        assertThat(desk.reject(new Command.NoShow(person))).isEqualTo(Rejection.TOO_EARLY);
        desk.pass(Duration.ofSeconds(1));
        desk.accept(new Command.NoShow(person));
        UUID other = desk.join();
        desk.pass(Duration.ofMinutes(10));
        desk.accept(new Command.PutBack(person, null));
        assertThat(desk.line()).containsExactly(other, person);
        desk.accept(new Command.CallChosen(person, "A"));
        desk.pass(Duration.ofMinutes(2));
        desk.accept(new Command.NoShow(person));
        desk.pass(Duration.ofMinutes(10).plusMillis(1));
        assertThat(desk.reject(new Command.PutBack(person, null))).isEqualTo(Rejection.TOO_LATE);
    }

    @Test
    void whatWasTransferredKeepsItsPlaceAndItsTicketUnlessTheOtherDeskGivesSuch() {
        UUID first = desk.join();
        desk.pass(Duration.ofSeconds(1));
        Scene other = Scene.of(QueueSettings.serviceDesk("other").withVisits(rules(USUAL.zone(), null, null, 3, "B")));
        other.now = desk.now;
        UUID there = other.join();
        Session from = desk.session(first);
        UUID kept = new UUID(5, 5);
        other.accept(new Command.TransferIn(from, kept, new UUID(6, 6), null, true));
        UUID sameLetter = new UUID(5, 6);
        Scene same = Scene.of(QueueSettings.serviceDesk("same"));
        same.accept(new Command.TransferIn(from, sameLetter, new UUID(6, 6), "vip", false));

        assertThat(other.line()).containsExactly(kept, there);
        assertThat(ticketOf(other.session(kept))).isEqualTo("A001");
        assertThat(ticketOf(other.session(there))).isEqualTo("B001");
        assertThat(Objects.requireNonNull(other.session(kept).visit()).transferredFrom())
                .isEqualTo(first);
        assertThat(ticketOf(same.session(sameLetter))).isEqualTo("A001");
        assertThat(same.session(sameLetter).level()).isEqualTo(40);
        assertThat(same.state.desk().lastTicket()).isEqualTo(1);
        assertThat(other.reject(new Command.TransferIn(from, new UUID(5, 7), new UUID(6, 6), null, true)))
                .isEqualTo(Rejection.ILLEGAL_TRANSITION);
    }

    @Test
    void theNumberOfCountersIsSaidOnce() {
        assertThat(desk.accept(new Command.OpenCounters(3))).containsExactly(new Event.CountersOpened(3));
        assertThat(desk.accept(new Command.OpenCounters(3))).isEmpty();
        assertThat(desk.state.desk().openCounters()).isEqualTo(3);
    }

    private String ticket(UUID session) {
        return ticketOf(desk.session(session));
    }

    private static String ticketOf(Session session) {
        return Objects.requireNonNull(Objects.requireNonNull(session.visit()).ticket())
                .text();
    }

    private String closedUntil(Command join) {
        Decision decision = desk.decide(join);
        if (decision instanceof Decision.Rejected(Rejection reason, Instant until)
                && reason == Rejection.CLOSED_NOW
                && until != null) {
            return until.toString();
        }
        throw new AssertionError("not closed: " + decision);
    }

    private UUID joined(Command.Join join) {
        desk.accept(join);
        return join.sessionId();
    }

    private static Command.Join join(int number) {
        return new Command.Join(new UUID(7, number), new UUID(8, number), null);
    }

    private static Command.Join appointment(int number, Instant booked) {
        Arrival arrival = new Arrival(1, booked, 0, Channel.STAFF);
        return new Command.Join(new UUID(7, number), new UUID(8, number), null, arrival);
    }

    private static Command changing(VisitRules rules) {
        return new Command.ChangeSettings(settings -> settings.withVisits(rules));
    }

    private static VisitRules rules(
            ZoneId zone, @Nullable OpeningHours hours, @Nullable Integer maxWaiting, int readyAt, String prefix) {
        return new VisitRules(
                zone,
                hours,
                maxWaiting,
                readyAt,
                prefix,
                Duration.ZERO,
                VisitRules.MAX_PERIOD,
                true,
                Appointments.USUAL,
                List.of(),
                Duration.ZERO);
    }

    private static OpeningHours.Slot slot(int from, int to) {
        return new OpeningHours.Slot(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
