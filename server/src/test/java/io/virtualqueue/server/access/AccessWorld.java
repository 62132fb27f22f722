package io.virtualqueue.server.access;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant with one of everything, and a caller with each kind of credential. */
final class AccessWorld {
    private static final int PATIENTS = 20;
    private final RunningServer server;
    private final TestTenant tenant;
    private final HttpApi superAdmin;
    private final String queue;
    private final String session;
    private final Map<Holder, HttpApi> callers = new EnumMap<>(Holder.class);
    private final Map<List<String>, HttpApi> keys = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> others = new HashMap<>();

    private AccessWorld(RunningServer server, TestTenant tenant) {
        this.server = server;
        this.tenant = tenant;
        this.superAdmin = server.superAdmin();
        this.queue = tenant.openRoom();
        Answer joined = tenant.join(queue, "visitor-" + UUID.randomUUID());
        this.session = joined.body().path("sessionId").asText();
        String pass =
                tenant.awaitStatus(session, "released").body().path("pass").asText();
        callers.put(Holder.SUPER_ADMIN, superAdmin);
        callers.put(Holder.API_KEY, tenant.key());
        callers.put(
                Holder.SESSION_TOKEN,
                server.api().withBearer(joined.body().path("sessionToken").asText()));
        callers.put(Holder.PASS, server.api().withBearer(pass));
        callers.put(Holder.NONE, server.api());
        for (Holder holder : Holder.values()) {
            if (holder.isOfTenant()) {
                callers.put(holder, tenant.person(holder.heading()));
            }
        }
    }

    static AccessWorld on(RunningServer server) {
        return new AccessWorld(server, TestTenant.on(server));
    }

    TestTenant tenant() {
        return tenant;
    }

    HttpApi caller(Holder holder) {
        HttpApi caller = callers.get(holder);
        if (caller == null) {
            throw new AssertionError("nobody is " + holder);
        }
        return caller;
    }

    /** The same kind of caller with a log-in of its own, which may be ended. */
    HttpApi newcomer(Holder holder) {
        if (holder == Holder.SUPER_ADMIN) {
            return server.superAdmin();
        }
        return holder.isOfTenant() ? tenant.person(holder.heading()) : caller(holder);
    }

    /** Calls of an application whose key has these scopes and no others; one key for each set of them. */
    synchronized HttpApi keyWith(List<String> scopes) {
        return keys.computeIfAbsent(scopes, this::newKey);
    }

    private HttpApi newKey(List<String> scopes) {
        Answer made = superAdmin.post(
                path("applications") + "/" + id("applicationId") + "/keys", Map.of("name", "scoped", "scopes", scopes));
        return server.api().withKey(text(made, "key"));
    }

    /** What stands for a parameter of a path: the thing that session token and pass are for, where there is one. */
    synchronized String id(String parameter) {
        String known = ids.get(parameter);
        if (known == null) {
            known = make(parameter);
            ids.put(parameter, known);
        }
        return known;
    }

    /** Another one of the same tenant. */
    String otherId(String parameter) {
        return parameter.equals("sessionId") || parameter.equals("patientId")
                ? others.computeIfAbsent(parameter, _ -> tenant.joined(queue, "other-" + UUID.randomUUID()))
                : others.computeIfAbsent(parameter, this::fresh);
    }

    private String make(String parameter) {
        return switch (parameter) {
            case "queueId" -> queue;
            case "sessionId", "patientId" -> session;
            case "tenantId" -> tenant.id();
            default -> fresh(parameter);
        };
    }

    /** One that was made just now, and that may be deleted. */
    String fresh(String parameter) {
        return switch (parameter) {
            case "tenantId" -> TestTenant.on(server).id();
            case "queueId" -> tenant.openRoom();
            case "sessionId", "patientId" -> session;
            case "userId" -> newUser();
            case "applicationId" -> text(superAdmin.post(path("applications"), Map.of("name", "Program")), "id");
            case "keyId" ->
                text(
                        superAdmin.post(
                                path("applications") + "/" + id("applicationId") + "/keys", Map.of("name", "Key")),
                        "id");
            // Not active, so that nothing of it changes by itself.
            case "webhookId" ->
                text(
                        superAdmin.post(
                                path("webhooks"),
                                Map.of(
                                        "name",
                                        "Webhook",
                                        "url",
                                        "https://receiver.invalid/",
                                        "events",
                                        List.of("queue.*"),
                                        "isActive",
                                        false)),
                        "id");
            case "locationId" -> text(superAdmin.post(path("locations"), Map.of("name", "Location")), "id");
            case "counterId" -> newCounter();
            case "deliveryId" -> newDelivery();
            case "linkId" -> text(newLink(), "id");
            case "linkToken" -> text(newLink(), "token");
            // Of a link to say how it was.
            case "token" -> newFeedbackToken();
            // Sign-in with other issuers, of which tests of this room configure none.
            case "name" -> "nobody";
            default -> throw new AssertionError("nothing stands for {" + parameter + "}: make one here");
        };
    }

    private String newCounter() {
        String counters = path("locations") + "/" + id("locationId") + "/counters";
        return text(superAdmin.post(counters, Map.of("name", "Counter")), "id");
    }

    private String newUser() {
        return text(
                superAdmin.post(
                        path("users"),
                        Map.of(
                                "email",
                                UUID.randomUUID() + "@example.com",
                                "password",
                                "a long enough password",
                                "role",
                                "staff")),
                "id");
    }

    private Answer newLink() {
        return superAdmin.post(
                path("links"),
                Map.of("name", "Kiosk", "channel", "kiosk", "queueIds", List.of(queue), "joinsPerMinute", 10_000));
    }

    /** What has happened so far is to be sent again, as soon as the webhook is active. */
    private String newDelivery() {
        String webhook = path("webhooks") + "/" + id("webhookId");
        superAdmin.post(webhook + "/replay", Map.of("from", "2026-01-01T00:00:00Z"));
        return superAdmin
                .get(webhook + "/deliveries")
                .body()
                .at("/deliveries/0/id")
                .asText();
    }

    private String newFeedbackToken() {
        String desk = tenant.desk();
        String done = tenant.joined(desk, "rating");
        superAdmin.post(path("queues") + "/" + desk + "/call-next");
        // For those who call the next one at the only desk.
        for (int i = 0; i < PATIENTS; i++) {
            tenant.joined(desk, "patient-" + i);
        }
        return superAdmin
                .post(path("sessions") + "/" + done + "/complete")
                .body()
                .at("/feedback/token")
                .asText();
    }

    private String path(String things) {
        return "/v1/tenants/" + tenant.id() + "/" + things;
    }

    private static String text(Answer made, String field) {
        if (made.status() != 201) {
            throw new AssertionError("not made: " + made);
        }
        return made.body().path(field).asText();
    }
}
