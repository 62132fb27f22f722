package io.virtualqueue.server.clinic;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A location with its services, counters and staff, set up as its manager does it. */
final class Clinic {
    static final int GET_READY_AT = 3;
    /** How much before an appointment people may check in. */
    static final Duration EARLY = Duration.ofSeconds(2);
    /** How much after it the booked time still counts. */
    static final Duration LATE = Duration.ofSeconds(1);
    /** How much earlier than the booked time people count as come. */
    static final Duration HEAD_START = Duration.ofSeconds(1);

    static final int MAX_WAITING_AT_LABORATORY = 6;
    private static final Duration DOCTORS_GRACE = Duration.ofSeconds(1);
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    /** Which services each counter serves. */
    private static final Map<String, List<Service>> COUNTERS = new LinkedHashMap<>();

    static {
        COUNTERS.put("1", List.of(Service.RECEPTION));
        COUNTERS.put("2", List.of(Service.RECEPTION));
        COUNTERS.put("3", List.of(Service.RECEPTION, Service.DOCTOR));
        COUNTERS.put("4", List.of(Service.DOCTOR));
        COUNTERS.put("5", List.of(Service.DOCTOR));
        COUNTERS.put("6", List.of(Service.DOCTOR, Service.LABORATORY));
        COUNTERS.put("7", List.of(Service.LABORATORY));
        COUNTERS.put("8", List.of(Service.LABORATORY, Service.RECEPTION));
    }

    private final RunningServer server;
    private final TestTenant tenant;
    private final HttpApi manager;
    private final String location;
    private final Map<Service, String> queues = new EnumMap<>(Service.class);
    private final List<Counter> counters = new ArrayList<>();

    /**
     * A counter.
     *
     * @param staff calls of whoever works there
     */
    record Counter(String id, String name, List<Service> services, HttpApi staff) {
        String path() {
            return "/v1/counters/" + id;
        }
    }

    Clinic(RunningServer server) {
        this.server = server;
        this.tenant = TestTenant.on(server);
        this.manager = tenant.person("manager");
        this.location = made(manager.post("/v1/locations", Map.of("name", "Clinic", "timeZone", "UTC")))
                .body()
                .path("id")
                .asText();
        for (Service service : Service.values()) {
            queues.put(
                    service,
                    made(manager.post("/v1/queues", settings(service)))
                            .body()
                            .path("id")
                            .asText());
        }
        expect(200, manager.patch("/v1/locations/" + location, Map.of("services", queues.values())));
        COUNTERS.forEach((name, services) -> counters.add(counter(name, services)));
        setHours(List.of());
    }

    private Map<String, Object> settings(Service service) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "name",
                service.title,
                "kind",
                "service_desk",
                "timeZone",
                "UTC",
                "order",
                service.order,
                "ticketPrefix",
                service.ticketPrefix,
                "getReadyAt",
                GET_READY_AT,
                "returnPlace",
                returnsToPlace(service) ? "kept" : "last",
                "noShowGraceSeconds",
                grace(service).toSeconds(),
                "appointments",
                Map.of(
                        "earlySeconds", EARLY.toSeconds(),
                        "lateSeconds", LATE.toSeconds(),
                        "headStartSeconds", HEAD_START.toSeconds()),
                "fields",
                List.of(Map.of("name", "insurance", "label", "Insurance", "type", "text", "required", true))));
        settings.put(
                "priorities",
                Line.LEVELS.entrySet().stream()
                        .map(level -> Map.of(
                                "name", level.getKey(),
                                "level", level.getValue(),
                                "headStartSeconds", Line.headStartSeconds(level.getValue())))
                        .toList());
        if (service == Service.LABORATORY) {
            settings.put("maxWaiting", MAX_WAITING_AT_LABORATORY);
        }
        return settings;
    }

    /** Whether who missed a call and comes back gets the old place. */
    static boolean returnsToPlace(Service service) {
        return service != Service.DOCTOR;
    }

    private static Duration grace(Service service) {
        return service == Service.DOCTOR ? DOCTORS_GRACE : Duration.ZERO;
    }

    private Counter counter(String name, List<Service> services) {
        List<String> served = services.stream().map(this::queue).toList();
        String id = made(manager.post(
                        "/v1/locations/" + location + "/counters", Map.of("name", name, "services", served)))
                .body()
                .path("id")
                .asText();
        return new Counter(id, name, services, tenant.person("staff"));
    }

    /** Open day and night, but for these dates. */
    private void setHours(List<LocalDate> closedOn) {
        Map<String, Object> always = DAYS.stream()
                .collect(Collectors.toMap(day -> day, _ -> List.of(Map.of("from", "00:00", "to", "00:00"))));
        List<Map<String, Object>> exceptions = closedOn.stream()
                .map(date -> Map.<String, Object>of("date", date.toString(), "slots", List.of()))
                .toList();
        expect(
                200,
                manager.send(
                        "PUT",
                        "/v1/locations/" + location + "/hours",
                        Json.write(Map.of("openingHours", always, "openingExceptions", exceptions))));
    }

    /** From now on nobody new gets in. */
    void closeTheDoors() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        setHours(Stream.of(today.minusDays(1), today, today.plusDays(1)).toList());
    }

    RunningServer server() {
        return server;
    }

    /** Calls of the clinic's own program, which checks people in. */
    HttpApi reception() {
        return tenant.key();
    }

    String apiKey() {
        return tenant.apiKey();
    }

    String queue(Service service) {
        return String.valueOf(queues.get(service));
    }

    /** By the id of the queue. */
    Map<String, Service> services() {
        return queues.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    List<Counter> counters() {
        return List.copyOf(counters);
    }

    private static Answer made(Answer answer) {
        return expect(201, answer);
    }

    /** The answer, if it has this status. */
    static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("not " + status + ": " + answer);
        }
        return answer;
    }
}
