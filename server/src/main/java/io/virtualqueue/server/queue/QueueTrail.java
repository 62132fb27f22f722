package io.virtualqueue.server.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.Trace;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the trail is told of queues: who did what, and the settings that it changed by the names that clients know. */
enum QueueTrail {
    CREATED,
    UPDATED,
    PAUSED,
    RESUMED,
    DELETED;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The trace of what that one does. */
    Trace by(Actor actor) {
        return (queue, before, after, at) -> new TrailEntry(
                queue.tenantId(),
                TimeOrderedId.next(),
                at,
                actor,
                "queue." + Wire.name(this),
                new TrailEntry.Subject("queue", queue.queueId()),
                changed(before, after),
                changed(after, before));
    }

    /** The fields of the one that are not the same in the other, as JSON; null when there is no one. */
    static @Nullable String changed(@Nullable QueueSettings one, @Nullable QueueSettings other) {
        if (one == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = fields(one);
        if (other == null) {
            fields.values().removeIf(Objects::isNull);
        } else {
            Map<String, @Nullable Object> others = fields(other);
            fields.entrySet().removeIf(field -> Objects.equals(field.getValue(), others.get(field.getKey())));
        }
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, @Nullable Object> fields(QueueSettings settings) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", settings.name());
        fields.put("description", settings.description());
        fields.put("kind", Wire.name(settings.kind()));
        fields.put("status", Wire.name(settings.status()));
        fields.put("maxConcurrentUsers", settings.maxConcurrentUsers());
        fields.put("releaseRatePerMinute", settings.releaseRatePerMinute());
        fields.put("passTtlSeconds", settings.passTtl().toSeconds());
        fields.put("servingTimeoutSeconds", settings.servingTimeout().toSeconds());
        fields.put("abandonAfterSeconds", settings.abandonAfter().toSeconds());
        fields.put("passUse", Wire.name(settings.passUse()));
        fields.put("order", Wire.name(settings.order()));
        fields.put("priorities", Priorities.of(settings.levels()));
        fields.put(
                "defaultPriority",
                settings.level(settings.defaultLevel()).orElseThrow().name());
        fields.putAll(VisitView.of(settings.visits()).named());
        return fields;
    }
}
