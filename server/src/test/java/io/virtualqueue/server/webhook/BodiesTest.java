package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.session.FeedbackLink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sent, to the byte. */
class BodiesTest {
    private static final UUID TENANT = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID QUEUE = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final UUID SESSION = UUID.fromString("00000000-0000-7000-8000-000000000003");
    private static final UUID EVENT = UUID.fromString("00000000-0000-8000-8000-000000000004");
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.5Z");

    private static String body(EventName name, @Nullable UUID session, Facts facts, @Nullable ToldSession told) {
        Due due = new Due(1, UUID.randomUUID(), QUEUE, EVENT, name, QUEUE, session, AT, facts, 0, null);
        return new String(Bodies.of(TENANT, due, told, null), StandardCharsets.UTF_8);
    }

    private static Facts.OfQueue queue(
            @Nullable Instant deletedAt, @Nullable Map<String, Facts.Change> changes, Facts.@Nullable Round round) {
        return new Facts.OfQueue("Room", null, 10, 60, true, AT.minusSeconds(60), AT, deletedAt, changes, round);
    }

    private static final String QUEUE_PART = """
            "queue":{"id":"00000000-0000-7000-8000-000000000002",\
            "tenantId":"00000000-0000-7000-8000-000000000001","name":"Room","description":null,\
            "maxConcurrentUsers":10,"releaseRatePerMinute":60,"isActive":true,\
            "createdAt":"2026-01-31T11:59:00.500Z","updatedAt":"2026-01-31T12:00:00.500Z\"""";

    private static String framed(String type, String data) {
        return "{\"id\":\"00000000-0000-8000-8000-000000000004\",\"type\":\"" + type
                + "\",\"version\":\"1.0\",\"timestamp\":\"2026-01-31T12:00:00.500Z\",\"data\":{" + data
                + "},\"metadata\":{\"source\":\"virtualqueue\"}}";
    }

    @Test
    void aQueue() {
        assertThat(body(EventName.QUEUE_CREATED, null, queue(null, null, null), null))
                .isEqualTo(framed("queue.created", QUEUE_PART + "}"));
        assertThat(body(EventName.QUEUE_DELETED, null, queue(AT, null, null), null))
                .isEqualTo(framed("queue.deleted", QUEUE_PART + ",\"deletedAt\":\"2026-01-31T12:00:00.500Z\"}"));
    }

    @Test
    void whatChanged() {
        Map<String, Facts.Change> changes = new LinkedHashMap<>();
        changes.put("name", new Facts.Change("Hall", "Room"));
        changes.put("maxConcurrentUsers", new Facts.Change(null, 10));

        assertThat(body(EventName.QUEUE_UPDATED, null, queue(null, changes, null), null))
                .isEqualTo(framed(
                        "queue.updated",
                        QUEUE_PART + "},\"changes\":{\"name\":{\"old\":\"Hall\",\"new\":\"Room\"},"
                                + "\"maxConcurrentUsers\":{\"old\":null,\"new\":10}}"));
    }

    @Test
    void aRound() {
        assertThat(body(EventName.QUEUE_PROCESSED, null, queue(null, null, new Facts.Round(3, 12, 0)), null))
                .isEqualTo(framed(
                        "queue.processed",
                        QUEUE_PART + "},\"processedUsers\":3,\"averageWaitTime\":12,\"processingDuration\":0"));
    }

    @Test
    void aSession() {
        Facts facts = new Facts.OfSession("released", "Room", 3, 10, "normal", 0, null, null, 42L, null);
        ToldSession told = new ToldSession("ann", AT.minusSeconds(42), "Ann", "ann@example.com", null);

        assertThat(body(EventName.USER_RELEASED, SESSION, facts, told)).isEqualTo(framed("user.released", """
                        "session":{"id":"00000000-0000-7000-8000-000000000003",\
                        "queueId":"00000000-0000-7000-8000-000000000002","userId":"ann","userName":"Ann",\
                        "userEmail":"ann@example.com","status":"released","position":0,"priority":"normal",\
                        "joinedAt":"2026-01-31T11:59:18.500Z","waitTime":42},\
                        "queue":{"id":"00000000-0000-7000-8000-000000000002","name":"Room","currentUsers":3,\
                        "maxConcurrentUsers":10}"""));
    }

    @Test
    void aSessionOfSomebodyWhoIsErased() {
        Facts facts = new Facts.OfSession("left", "Desk", 0, null, null, 0, null, AT, 42L, "7");
        ToldSession told = new ToldSession("erased-1", AT.minusSeconds(42), null, null, "A042");

        assertThat(body(EventName.USER_LEFT, SESSION, facts, told))
                .contains("\"userId\":\"erased-1\",\"userName\":null,\"userEmail\":null,\"status\":\"left\"")
                .contains(
                        "\"leftAt\":\"2026-01-31T12:00:00.500Z\",\"waitTime\":42,\"counterId\":\"7\",\"ticket\":\"A042\"}")
                .contains("\"maxConcurrentUsers\":null");
    }

    @Test
    void somebodyWhoMaySayHowItWas() {
        Facts facts = new Facts.OfSession("completed", "Desk", 0, null, "normal", 0, null, AT, 42L, "7");
        Due due = new Due(
                1, UUID.randomUUID(), SESSION, EVENT, EventName.USER_COMPLETED, QUEUE, SESSION, AT, facts, 0, null);
        FeedbackLink link = new FeedbackLink("vqf_x", "https://queue.example.com/v1/public/feedback/vqf_x", AT);

        assertThat(new String(Bodies.of(TENANT, due, null, link), StandardCharsets.UTF_8))
                .contains("\"maxConcurrentUsers\":null},\"feedback\":{\"token\":\"vqf_x\","
                        + "\"url\":\"https://queue.example.com/v1/public/feedback/vqf_x\","
                        + "\"expiresAt\":\"2026-01-31T12:00:00.500Z\"}},\"metadata\"");
    }

    @Test
    void aChangeOfPosition() {
        Facts facts = new Facts.OfSession("waiting", "Room", 0, 10, "normal", 3, 4, null, null, null);

        assertThat(body(EventName.POSITION_CHANGED, SESSION, facts, null))
                .contains("\"position\":3,")
                .contains("\"maxConcurrentUsers\":10},\"previousPosition\":4}");
    }

    @Test
    void whatAReceiverRepeatsOfAPersonIsNotKept() {
        ToldSession ann = new ToldSession("ann", AT, "Ann", "ann@example.com", null);

        assertThat(Sender.without("got Ann <ann@example.com>", ann)).isEqualTo("got […] <[…]>");
        assertThat(Sender.without("got it", ann)).isEqualTo("got it");
        assertThat(Sender.without(null, ann)).isNull();
        assertThat(Sender.without("got Al", new ToldSession("al", AT, "Al", null, null)))
                .isEqualTo("got Al");
    }
}
