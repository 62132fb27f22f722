package io.virtualqueue.server.webhook;

import io.virtualqueue.server.session.FeedbackLink;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sent of a delivery. The order of the fields never changes: some receivers compare signatures with it. */
final class Bodies {
    static final String VERSION = "1.0";
    static final String SOURCE = "virtualqueue";

    private Bodies() {}

    /**
     * The body.
     *
     * @param session null for what is told of a queue
     * @param feedback by which the person may say how it was, or null
     */
    static byte[] of(UUID tenantId, Due due, @Nullable ToldSession session, @Nullable FeedbackLink feedback) {
        JsonText json = new JsonText()
                .beginObject()
                .field("id", due.eventId())
                .field("type", due.name().wire())
                .field("version", VERSION)
                .field("timestamp", due.happenedAt())
                .name("data")
                .beginObject();
        switch (due.facts()) {
            case Facts.OfQueue facts -> queue(json, tenantId, due, facts);
            case Facts.OfSession facts -> session(json, due, facts, session);
        }
        if (feedback != null) {
            json.name("feedback")
                    .beginObject()
                    .field("token", feedback.token())
                    .field("url", feedback.url())
                    .field("expiresAt", feedback.expiresAt())
                    .endObject();
        }
        json.endObject()
                .name("metadata")
                .beginObject()
                .field("source", SOURCE)
                .endObject()
                .endObject();
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void queue(JsonText json, UUID tenantId, Due due, Facts.OfQueue facts) {
        json.name("queue")
                .beginObject()
                .field("id", due.queueId())
                .field("tenantId", tenantId)
                .field("name", facts.name())
                .field("description", facts.description())
                .field("maxConcurrentUsers", facts.maxConcurrentUsers())
                .field("releaseRatePerMinute", facts.releaseRatePerMinute())
                .field("isActive", facts.isActive())
                .field("createdAt", facts.createdAt())
                .field("updatedAt", facts.updatedAt())
                .fieldIfKnown("deletedAt", facts.deletedAt())
                .endObject();
        if (facts.changes() != null) {
            json.name("changes").beginObject();
            facts.changes()
                    .forEach((field, change) -> json.name(field)
                            .beginObject()
                            .field("old", change.before())
                            .field("new", change.after())
                            .endObject());
            json.endObject();
        }
        Facts.Round round = facts.round();
        if (round != null) {
            json.field("processedUsers", round.processedUsers())
                    .field("averageWaitTime", round.averageWaitTime())
                    .field("processingDuration", round.processingDuration());
        }
    }

    private static void session(JsonText json, Due due, Facts.OfSession facts, @Nullable ToldSession session) {
        json.name("session")
                .beginObject()
                .field("id", due.sessionId())
                .field("queueId", due.queueId())
                .field("userId", session == null ? null : session.userId())
                .field("userName", session == null ? null : session.userName())
                .field("userEmail", session == null ? null : session.userEmail())
                .field("status", facts.status())
                .field("position", facts.position())
                .field("priority", facts.priority())
                .field("joinedAt", session == null ? null : session.joinedAt())
                .fieldIfKnown("leftAt", facts.leftAt())
                .fieldIfKnown("waitTime", facts.waitTime())
                .fieldIfKnown("counterId", facts.counterId())
                .fieldIfKnown("ticket", session == null ? null : session.ticket())
                .endObject()
                .name("queue")
                .beginObject()
                .field("id", due.queueId())
                .field("name", facts.queueName())
                .field("currentUsers", facts.currentUsers())
                .field("maxConcurrentUsers", facts.maxConcurrentUsers())
                .endObject()
                .fieldIfKnown("previousPosition", facts.previousPosition());
    }
}
