package io.virtualqueue.server.webhook;

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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What changes of webhooks and callbacks leave in the trail. Secrets and the values of headers do not get here. */
final class WebhookTrail {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookTrail() {}

    /** Notes, in the transaction of this handle, that something was done, with what is to be known of it. */
    static void note(
            Handle handle,
            Webhook webhook,
            Actor by,
            Instant at,
            String action,
            @Nullable Map<String, ? extends @Nullable Object> told) {
        add(handle, webhook, by, at, action, null, told);
    }

    /** Notes that a webhook was changed; nothing when it was not. What was not known before is only told as it is now. */
    static void changed(
            Handle handle,
            Webhook webhook,
            Actor by,
            Instant at,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> old = new LinkedHashMap<>(before);
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(after);
        old.entrySet().removeIf(field -> Objects.equals(field.getValue(), after.get(field.getKey())));
        changed.keySet().removeIf(field -> before.containsKey(field) && !old.containsKey(field));
        if (!changed.isEmpty()) {
            add(handle, webhook, by, at, "updated", old, changed);
        }
    }

    private static void add(
            Handle handle,
            Webhook webhook,
            Actor by,
            Instant at,
            String action,
            @Nullable Map<String, ? extends @Nullable Object> before,
            @Nullable Map<String, ? extends @Nullable Object> after) {
        String kind = webhook.kind().name().toLowerCase(Locale.ROOT);
        var entry = new TrailEntry(
                webhook.tenantId(),
                TimeOrderedId.next(),
                at,
                by,
                kind + "." + action,
                new TrailEntry.Subject(kind, webhook.id()),
                json(before),
                json(after));
        try {
            Trail.add(handle.getConnection(), List.of(entry));
        } catch (SQLException failure) {
            // As the other statements of the transaction fail.
            throw new ConnectionException(failure);
        }
    }

    private static @Nullable String json(@Nullable Map<String, ? extends @Nullable Object> fields) {
        try {
            return fields == null ? null : JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, numbers and lists of them are JSON", impossible);
        }
    }
}
