package io.virtualqueue.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.virtualqueue.engine.Appointments;
import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.FieldType;
import io.virtualqueue.engine.OpeningHours;
import io.virtualqueue.engine.OpeningHours.DayHours;
import io.virtualqueue.engine.OpeningHours.Slot;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.VisitRules;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.Problem;
import io.virtualqueue.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a queue says about those who come, as it is written and read. */
class VisitFieldsTest {
    private static final QueueSettings DESK = QueueSettings.serviceDesk("desk");

    private static Fields fields(String json) {
        return Fields.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static VisitRules changed(QueueSettings before, String json) {
        Fields fields = fields(json);
        QueueSettings after = SettingsFields.change(fields, before).apply(before);
        fields.check();
        return after.visits();
    }

    private static VisitRules changed(String json) {
        return changed(DESK, json);
    }

    private static List<String> bad(String json) {
        Fields fields = fields(json);
        SettingsFields.change(fields, DESK);
        ProblemException problem = catchThrowableOfType(ProblemException.class, fields::check);
        return problem == null
                ? List.of()
                : Objects.requireNonNull(problem.problem().errors()).stream()
                        .map(Problem.FieldError::field)
                        .toList();
    }

    private static Slot slot(String from, String to) {
        return new Slot(LocalTime.parse(from), LocalTime.parse(to));
    }

    @Test
    void everythingCanBeSetAndReadsAsItWasWritten() {
        String written = """
                {'timeZone': 'Europe/Berlin',
                 'openingHours': {'monday': [{'from': '14:00', 'to': '00:00'}, {'from': '08:00', 'to': '12:30'}]},
                 'openingExceptions': [{'date': '2030-12-24', 'slots': [], 'reason': 'Christmas Eve'},
                                       {'date': '2030-01-02', 'slots': [{'from': '10:00', 'to': '11:00'}]}],
                 'maxWaiting': 40, 'getReadyAt': 5, 'ticketPrefix': 'B-', 'noShowGraceSeconds': 60,
                 'returnWithinSeconds': 600, 'returnPlace': 'last',
                 'appointments': {'earlySeconds': 1, 'lateSeconds': 2, 'headStartSeconds': 3},
                 'fields': [{'name': 'plate', 'label': 'Number plate', 'type': 'text', 'required': true},
                            {'name': 'matter', 'type': 'choice', 'options': ['new', 'old']}],
                 'serviceTargetSeconds': 300}""";

        VisitRules rules = changed(written);

        assertThat(rules)
                .isEqualTo(new VisitRules(
                        ZoneId.of("Europe/Berlin"),
                        new OpeningHours(
                                Map.of(DayOfWeek.MONDAY, List.of(slot("08:00", "12:30"), slot("14:00", "00:00"))),
                                List.of(
                                        new DayHours(LocalDate.of(2030, 1, 2), List.of(slot("10:00", "11:00")), null),
                                        new DayHours(LocalDate.of(2030, 12, 24), List.of(), "Christmas Eve"))),
                        40,
                        5,
                        "B-",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(600),
                        false,
                        new Appointments(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                        List.of(
                                new CustomField("plate", "Number plate", FieldType.TEXT, true, List.of()),
                                new CustomField("matter", "matter", FieldType.CHOICE, false, List.of("new", "old"))),
                        Duration.ofSeconds(300)));
        VisitView view = VisitView.of(rules);
        assertThat(view.openingHours()).containsOnlyKeys("monday");
        assertThat(view.openingExceptions().getLast().reason()).isEqualTo("Christmas Eve");
        assertThat(view.returnPlace()).isEqualTo("last");
        assertThat(view.fields().getLast().options()).containsExactly("new", "old");
    }

    @Test
    void whatIsNotNamedStays() {
        VisitRules rules = changed("{'getReadyAt': 7, 'appointments': {'lateSeconds': 9}}");

        assertThat(rules.getReadyAt()).isEqualTo(7);
        assertThat(rules.ticketPrefix()).isEqualTo("A");
        assertThat(rules.appointments())
                .isEqualTo(new Appointments(
                        Appointments.USUAL.early(), Duration.ofSeconds(9), Appointments.USUAL.headStart()));
    }

    @Test
    void nullClearsWhatMayBeMissing() {
        QueueSettings full = DESK.withVisits(
                changed("{'openingHours': {}, 'openingExceptions': [{'date': '2030-01-01'}], 'maxWaiting': 3,"
                        + "'fields': [{'name': 'a', 'type': 'flag'}], 'serviceTargetSeconds': 4}"));

        VisitRules cleared = changed(
                full,
                "{'openingHours': null, 'openingExceptions': null, 'maxWaiting': null, 'ticketPrefix': null,"
                        + "'fields': null, 'serviceTargetSeconds': null}");

        assertThat(cleared.hours()).isNull();
        assertThat(cleared.maxWaiting()).isNull();
        assertThat(cleared.ticketPrefix()).isNull();
        assertThat(cleared.fields()).isEmpty();
        assertThat(cleared.serviceTarget()).isZero();
    }

    @Test
    void exceptionsWithoutUsualHoursAreExceptionsFromAlways() {
        VisitRules rules = changed("{'openingExceptions': [{'date': '2030-01-01'}]}");

        assertThat(rules.isOpen(Instant.parse("2030-01-01T12:00:00Z"))).isFalse();
        assertThat(rules.isOpen(Instant.parse("2030-01-02T00:00:00Z"))).isTrue();
        assertThat(VisitView.of(rules).openingHours()).isNull();
    }

    @Test
    void everyBadFieldIsNamed() {
        assertThat(bad("""
                {'timeZone': 'Mars/Phobos',
                 'openingHours': {'mon': [], 'monday': [{'from': '9', 'to': '10:00'}, {'to': '11:00'}],
                                  'tuesday': [{'from': '09:00', 'to': '08:00'}],
                                  'friday': [{'from': '09:00', 'to': '12:00'}, {'from': '11:00', 'to': '00:00'}]},
                 'openingExceptions': [{'date': '2030-02-30'}, {'date': '2030-01-01'}, {'date': '2030-01-01'}, {}],
                 'maxWaiting': 0, 'getReadyAt': 101, 'ticketPrefix': 'A1', 'noShowGraceSeconds': -1,
                 'returnWithinSeconds': 86401, 'returnPlace': 'first',
                 'appointments': {'earlySeconds': 'x', 'lateSeconds': 86401, 'headStartSeconds': -1},
                 'serviceTargetSeconds': 1.5}"""))
                .containsExactlyInAnyOrder(
                        "timeZone",
                        "openingHours.mon",
                        "openingHours.monday[0].from",
                        "openingHours.monday[1].from",
                        "openingHours.tuesday[0].to",
                        "openingHours.friday[1].from",
                        "openingExceptions[0].date",
                        "openingExceptions[2].date",
                        "openingExceptions[3].date",
                        "maxWaiting",
                        "getReadyAt",
                        "ticketPrefix",
                        "noShowGraceSeconds",
                        "returnWithinSeconds",
                        "returnPlace",
                        "appointments.earlySeconds",
                        "appointments.lateSeconds",
                        "appointments.headStartSeconds",
                        "serviceTargetSeconds");
    }

    @Test
    void everyBadFieldOfTheQueuesOwnIsNamed() {
        assertThat(bad("""
                {'fields': [{'name': '1st', 'type': 'text'}, {'name': 'a', 'type': 'colour'},
                            {'name': 'a', 'type': 'choice'}, {'name': 'b', 'type': 'flag', 'options': ['x']},
                            {'type': 'date'}, {'name': 'c', 'type': 'choice', 'options': ['x', 'x']}]}"""))
                .containsExactlyInAnyOrder(
                        "fields[0].name",
                        "fields[1].type",
                        "fields[2].name",
                        "fields[2].options",
                        "fields[3].options",
                        "fields[4].name",
                        "fields[5].options");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeZone",
                "getReadyAt",
                "noShowGraceSeconds",
                "returnWithinSeconds",
                "returnPlace",
                "appointments"
            })
    void whatMustBeThereCannotBeCleared(String field) {
        assertThat(bad("{'" + field + "': null}")).containsExactly(field);
    }

    @Test
    void thereIsAMostOfEverything() {
        assertThat(bad("{'openingHours': {'monday': [" + repeated("{}", OpeningHours.MAX_SLOTS_PER_DAY + 1) + "]}}"))
                .containsExactly("openingHours.monday");
        assertThat(bad("{'openingExceptions': [" + repeated("{}", OpeningHours.MAX_EXCEPTIONS + 1) + "]}"))
                .containsExactly("openingExceptions");
        assertThat(bad("{'fields': [" + repeated("{}", VisitRules.MAX_FIELDS + 1) + "]}"))
                .containsExactly("fields");
        assertThat(bad("{'fields': [{'name': 'a', 'type': 'choice', 'options': ["
                        + repeated("'x'", VisitRules.MAX_OPTIONS + 1) + "]}]}"))
                .contains("fields[0].options");
        assertThat(bad("{'ticketPrefix': 'ABCDEFGHI'}")).containsExactly("ticketPrefix");
    }

    private static String repeated(String element, int times) {
        return IntStream.range(0, times).mapToObj(_ -> element).collect(Collectors.joining(","));
    }

    @Test
    void itIsSaidWhetherAndUntilWhenPeopleMayJoin() {
        QueueSettings hours = DESK.withVisits(changed("{'timeZone': 'Europe/Berlin', 'openingHours':"
                + " {'monday': [{'from': '08:00', 'to': '12:00'}, {'from': '12:00', 'to': '17:00'}]}}"));
        Instant monday = Instant.parse("2030-07-01T07:00:00Z");

        assertThat(OpenTimes.of(hours, monday))
                .isEqualTo(new OpenTimes(true, null, Instant.parse("2030-07-01T15:00:00Z")));
        assertThat(OpenTimes.of(hours, monday.plus(Duration.ofDays(1))))
                .isEqualTo(new OpenTimes(false, Instant.parse("2030-07-08T06:00:00Z"), null));
        assertThat(OpenTimes.of(DESK, monday)).isEqualTo(new OpenTimes(true, null, null));
        assertThat(OpenTimes.of(hours.withStatus(QueueStatus.CLOSED), monday))
                .isEqualTo(new OpenTimes(false, null, null));
    }
}
