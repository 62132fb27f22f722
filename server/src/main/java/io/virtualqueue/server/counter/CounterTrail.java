package io.virtualqueue.server.counter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.Trail;
import io.virtualqueue.server.trail.TrailEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What changes of locations and counters leave in the trail.
 *
 * @param by who changes them
 * @param at when
 */
record CounterTrail(Actor by, Instant at) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void location(Handle handle, String action, @Nullable Location before, @Nullable Location after) {
        Location known = Objects.requireNonNull(after == null ? before : after);
        note(handle, known.tenantId(), "location", known.id(), action, fields(before), fields(after));
    }

    void counter(Handle handle, String action, @Nullable Counter before, @Nullable Counter after) {
        Counter known = Objects.requireNonNull(after == null ? before : after);
        note(handle, known.tenantId(), "counter", known.id(), action, fields(before), fields(after));
    }

    private void note(
            Handle handle,
            UUID tenantId,
            String kind,
            UUID id,
            String action,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> old = before == null ? null : new LinkedHashMap<>(before);
        if (before != null && after != null) {
            old = differing(before, after);
            after.keySet().retainAll(old.keySet());
            if (old.isEmpty()) {
                return;
            }
        }
        var entry = new TrailEntry(
                tenantId,
                TimeOrderedId.next(),
                at,
                by,
                kind + "." + action,
                new TrailEntry.Subject(kind, id),
                json(old),
                json(after));
        try {
            Trail.add(handle.getConnection(), List.of(entry));
        } catch (SQLException failure) {
            // As the other statements of the transaction fail.
            throw new ConnectionException(failure);
        }
    }

    private static Map<String, @Nullable Object> differing(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> old = new LinkedHashMap<>(before);
        old.entrySet().removeIf(field -> Objects.equals(field.getValue(), after.get(field.getKey())));
        return old;
    }

    private static @Nullable Map<String, @Nullable Object> fields(@Nullable Location location) {
        if (location == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", location.name());
        fields.put("address", location.address());
        fields.put("timeZone", location.zone().getId());
        fields.put("hours", location.hours() == null ? null : location.hours().view());
        fields.put("services", location.services());
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> fields(@Nullable Counter counter) {
        if (counter == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("locationId", counter.locationId());
        fields.put("name", counter.name());
        fields.put("label", counter.label());
        fields.put("status", counter.shift().status().wireName());
        fields.put("reason", counter.shift().reason());
        fields.put("breakUntil", Objects.toString(counter.shift().breakUntil(), null));
        fields.put("services", counter.services());
        fields.put("staff", counter.staff());
        return fields;
    }

    private static @Nullable String json(@Nullable Map<String, @Nullable Object> fields) {
        try {
            return fields == null ? null : JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, ids and lists of them are JSON", impossible);
        }
    }
}
