package io.virtualqueue.server.checkin;

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
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What making and revoking links leaves in the trail; tokens do not get here. */
final class LinkTrail {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LinkTrail() {}

    static void created(Handle handle, Link link, Actor by) {
        add(handle, new Noted(link, "link.created", link.createdAt(), null, json(link)), by);
    }

    static void deleted(Handle handle, Link link, Actor by, Instant at) {
        add(handle, new Noted(link, "link.deleted", at, json(link), null), by);
    }

    private record Noted(
            Link link,
            String action,
            Instant at,
            @Nullable String before,
            @Nullable String after) {}

    private static void add(Handle handle, Noted noted, Actor by) {
        Link link = noted.link();
        var entry = new TrailEntry(
                link.tenantId(),
                TimeOrderedId.next(),
                noted.at(),
                by,
                noted.action(),
                new TrailEntry.Subject("link", link.id()),
                noted.before(),
                noted.after());
        try {
            Trail.add(handle.getConnection(), List.of(entry));
        } catch (SQLException failure) {
            // As the other statements of the transaction fail.
            throw new ConnectionException(failure);
        }
    }

    private static String json(Link link) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", link.name());
        fields.put("channel", LinkFields.word(link.channel()));
        fields.put("queueIds", link.queueIds().stream().map(Object::toString).toList());
        fields.put("takesAppointments", link.takesAppointments());
        fields.put("joinsPerMinute", link.joinsPerMinute());
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, numbers and lists of them are JSON", impossible);
        }
    }
}
