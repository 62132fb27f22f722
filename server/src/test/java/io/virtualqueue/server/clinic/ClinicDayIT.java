package io.virtualqueue.server.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day in a clinic, driven through the API of the real server by all who take part in it at once, in twenty seconds or as
 * many as the machine needs. When everyone has gone home, what they asked for and were told is held against the events,
 * and the events against the rules.
 */
class ClinicDayIT {
    private static final long SEED = Long.getLong("vq.clinic.seed", 20_261_124);
    private static final Duration MINUTE = Duration.ofMillis(50);
    private static final List<String> ENDINGS = List.of("completed", "left", "no_show");

    private static Day day;
    private static Replay replay;
    private static final Map<Service, List<JournalEvent>> EVENTS = new HashMap<>();

    @BeforeAll
    static void theDayPasses() throws InterruptedException {
        Clinic clinic = new Clinic(RunningServer.shared());
        day = new Day(clinic, Timetable.of(SEED), MINUTE);
        day.run();
        List<JournalEvent> all = new ArrayList<>();
        for (Service service : Service.values()) {
            EVENTS.put(service, day.readAgain(service, lastSeq(service)));
            all.addAll(events(service));
        }
        replay = Replay.of(all, day.chronicle(), clinic.services());
    }

    private static long lastSeq(Service service) {
        return day.clinic()
                .reception()
                .get("/v1/queues/" + day.clinic().queue(service))
                .body()
                .path("seq")
                .asLong();
    }

    private static List<JournalEvent> events(Service service) {
        return EVENTS.getOrDefault(service, List.of());
    }

    @Test
    void nothingWentWrong() {
        assertThat(day.pace().failures()).as("seed " + SEED).isEmpty();
    }

    @Test
    void everyEventFollowsTheRules() {
        assertThat(replay.faults()).as("seed " + SEED).isEmpty();
    }

    @Test
    void everythingThatHappensInAClinicHasHappened() {
        assertThat(replay.counts())
                .containsKeys(
                        "session.joined",
                        "session.get_ready",
                        "session.called",
                        "session.recalled",
                        "session.serving",
                        "session.completed",
                        "session.no_show",
                        "session.returned",
                        "session.moved",
                        "session.transferred",
                        "session.undone",
                        "session.left");
        assertThat(day.chronicle().refusals().keySet()).contains("counter_on_break", "closed_now", "too_early");
        assertThat(day.chronicle().toldPlaces()).isGreaterThan(100);
        assertThat(day.chronicle().explanations()).hasSizeGreaterThan(20);
    }

    @Test
    void everyoneHasGoneHome() {
        for (Person person : day.people()) {
            List<String> sessions = person.sessions();
            for (int i = 0; i < sessions.size(); i++) {
                Standing standing = replay.standings().get(sessions.get(i));
                assertThat(standing).as("%s", person.patient).isNotNull();
                String status = standing == null ? "" : standing.status;
                if (i < sessions.size() - 1) {
                    assertThat(status).as("%s", person.patient).isEqualTo("transferred");
                } else {
                    assertThat(status).as("%s", person.patient).isIn(ENDINGS);
                }
            }
        }
        assertThat(replay.standings())
                .hasSize(day.people().stream()
                        .mapToInt(person -> person.sessions().size())
                        .sum());
    }

    @Test
    void thoseWhoCalledAtTheSameMomentCalledDifferentPeople() {
        assertThat(day.chronicle().callsAtOnce()).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
    }

    @Test
    void everyPersonsHistoryIsThatOfTheJournal() {
        Map<String, List<String>> journal = new HashMap<>();
        for (Service service : Service.values()) {
            for (JournalEvent event : events(service)) {
                if (event.sessionId() != null) {
                    journal.computeIfAbsent(event.sessionId(), _ -> new ArrayList<>())
                            .add(event.seq() + " " + event.type());
                }
            }
        }
        for (Person person : day.people()) {
            List<String> happened = person.sessions().stream()
                    .flatMap(session -> journal.getOrDefault(session, List.of()).stream())
                    .toList();
            assertThat(history(person)).as("%s", person.patient).isEqualTo(happened);
        }
    }

    /** From the first joining on, through all services that the person was sent to. */
    private static List<String> history(Person person) {
        if (person.sessions().isEmpty()) {
            return List.of();
        }
        Answer answer =
                Clinic.expect(200, day.clinic().reception().get("/v1/sessions/" + person.session() + "/history"));
        List<String> events = new ArrayList<>();
        answer.body()
                .path("events")
                .forEach(event -> events.add(event.path("seq").asLong() + " "
                        + nameInStreams(event.path("type").asText())));
        return events;
    }

    private static String nameInStreams(String type) {
        return switch (type) {
            case "served" -> "session.serving";
            case "no_showed" -> "session.no_show";
            default -> "session." + type;
        };
    }

    @Test
    void whoListenedAllDayMissedNothing() {
        for (Service service : Service.values()) {
            List<JournalEvent> live = day.heardLive(service, lastSeq(service));
            assertThat(live).isEqualTo(events(service));
            assertThat(live)
                    .extracting(JournalEvent::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(2, lastSeq(service)).boxed().toList());
        }
    }

    @Test
    void whoFollowsThePlaceIsToldOnceToGetReady() {
        List<Person> listeners = day.people().stream()
                .filter(person -> !person.streams().isEmpty())
                .toList();
        assertThat(listeners).hasSizeGreaterThan(20);
        for (Person person : listeners) {
            long told = person.streams().stream()
                    .flatMap(stream -> stream.heard().stream())
                    .filter(heard -> heard.name().equals("get-ready"))
                    .count();
            assertThat(told).as("%s", person.patient).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void noTicketIsGivenTwice() {
        Map<String, List<String>> tickets = day.chronicle().tickets();
        assertThat(tickets).hasSize(Service.values().length);
        day.clinic()
                .services()
                .forEach((queue, service) -> assertThat(tickets.get(queue))
                        .doesNotHaveDuplicates()
                        .allSatisfy(ticket -> assertThat(ticket).matches(service.ticketPrefix + "\\d{3,}")));
    }

    @Test
    void whatIsExplainedAddsUp() {
        for (JsonNode position : day.chronicle().explanations()) {
            assertThat(position.path("aheadOfYou").asInt())
                    .isEqualTo(Math.max(0, position.path("position").asInt() - 1));
        }
    }
}
