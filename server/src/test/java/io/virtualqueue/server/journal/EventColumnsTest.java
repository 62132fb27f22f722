package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Appointments;
import io.virtualqueue.engine.Channel;
import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.FieldType;
import io.virtualqueue.engine.OpeningHours;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Ticket;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.engine.VisitRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventColumnsTest {
    private static final UUID ID = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-03-29T01:30:00.123456Z");
    private static final Visit VISIT = new Visit(
            new Ticket(LocalDate.of(2026, 3, 29), 42, "A042"), 3, AT, 5, true, "7", UUID.randomUUID(), Channel.KIOSK);
    private static final VisitRules RULES = new VisitRules(
            ZoneId.of("Europe/Berlin"),
            new OpeningHours(
                    Map.of(DayOfWeek.MONDAY, List.of(new OpeningHours.Slot(LocalTime.of(8, 0), LocalTime.of(12, 30)))),
                    List.of(new OpeningHours.DayHours(LocalDate.of(2026, 12, 25), List.of(), "Christmas"))),
            40,
            5,
            "B",
            Duration.ofMinutes(2),
            Duration.ofMinutes(30),
            false,
            new Appointments(Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofMinutes(5)),
            List.of(new CustomField("reason", "Why do you come?", FieldType.CHOICE, true, List.of("pain", "paper"))),
            Duration.ofMinutes(12));

    static Stream<Event> everyEvent() {
        return Stream.of(
                new Event.Created(QueueSettings.waitingRoom("room \"one\" é", 5, 60)),
                new Event.Created(QueueSettings.serviceDesk("desk")),
                new Event.SettingsChanged(QueueSettings.serviceDesk("desk")),
                new Event.Deleted(),
                new Event.Joined(ID, UUID.randomUUID(), 1_000, Long.MIN_VALUE),
                new Event.Released(ID),
                new Event.Called(ID, null),
                new Event.Called(ID, "counter \"7\""),
                new Event.Served(ID),
                new Event.Completed(ID),
                new Event.Left(ID, true),
                new Event.Left(ID, false),
                new Event.Expired(ID),
                new Event.NoShowed(ID),
                new Event.Transferred(ID),
                new Event.Returned(ID, 17),
                new Event.Returned(ID, 17, "counter 1"),
                new Event.Joined(ID, UUID.randomUUID(), 20, 5, VISIT),
                new Event.Joined(ID, UUID.randomUUID(), 20, 5, Visit.PLAIN),
                new Event.Created(QueueSettings.serviceDesk("clinic").withVisits(RULES)),
                new Event.CountersOpened(3),
                new Event.GetReady(ID),
                new Event.ReadyAtChosen(ID, 5),
                new Event.Moved(ID, 30, -4),
                new Event.Recalled(ID),
                new Event.Undone(ID, SessionStatus.SERVING, 20, 17, "7", AT),
                new Event.Undone(ID, SessionStatus.WAITING, 20, 17, null, AT));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventComesBackAsItWasWritten(Event event) {
        assertThat(EventColumns.of(event).event()).isEqualTo(event);
    }

    @Test
    void theListAboveNamesEveryKindOfEvent() {
        long kinds = Stream.of(Event.class.getPermittedSubclasses(), Event.OfSession.class.getPermittedSubclasses())
                .flatMap(Stream::of)
                .filter(Class::isRecord)
                .count();
        assertThat(everyEvent().map(Event::getClass).distinct().count()).isEqualTo(kinds);
    }

    @Test
    void anUnknownOrIncompleteEventIsNotGuessed() {
        assertThatThrownBy(() -> new EventColumns("danced", ID, null, null, null, null).event())
                .hasMessageContaining("danced");
        assertThatThrownBy(() -> new EventColumns("released", null, null, null, null, null).event())
                .hasMessageContaining("incomplete");
    }
}
