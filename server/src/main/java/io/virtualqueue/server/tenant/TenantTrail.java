package io.virtualqueue.server.tenant;

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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes down who made, changed and deleted tenants, in the transactions that do so. */
final class TenantTrail {
    static final String CREATED = "tenant.created";
    static final String UPDATED = "tenant.updated";
    static final String DELETED = "tenant.deleted";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TenantTrail() {}

    /**
     * Adds an entry to each of these trails.
     *
     * @param before the tenant as it was, or null when it is new or the action has no fields
     * @param after the tenant as it is, or null
     */
    static void add(
            Handle handle,
            List<UUID> trails,
            Instant at,
            Actor by,
            String action,
            UUID tenantId,
            @Nullable Tenant before,
            @Nullable Tenant after) {
        Map<String, @Nullable Object> old = fields(before);
        Map<String, @Nullable Object> changed = fields(after);
        old.entrySet().removeIf(field -> Objects.equals(field.getValue(), changed.get(field.getKey())));
        if (before != null) {
            changed.keySet().retainAll(old.keySet());
        }
        List<TrailEntry> entries = trails.stream()
                .map(trail -> new TrailEntry(
                        trail,
                        TimeOrderedId.next(),
                        at,
                        by,
                        action,
                        new TrailEntry.Subject("tenant", tenantId),
                        before == null ? null : json(old),
                        after == null ? null : json(changed)))
                .toList();
        try {
            Trail.add(handle.getConnection(), entries);
        } catch (SQLException failure) {
            throw new IllegalStateException("The trail could not be written", failure);
        }
    }

    private static Map<String, @Nullable Object> fields(@Nullable Tenant tenant) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (tenant != null) {
            TenantSettings settings = tenant.settings();
            fields.put("name", tenant.name());
            fields.put("domain", tenant.domain());
            fields.put("allowedOrigins", tenant.allowedOrigins());
            fields.put("branding", settings.branding());
            fields.put("locale", settings.locale());
            fields.put("limits", settings.limits());
            fields.put("mfaRequired", settings.mfaRequired());
            fields.put("retentionDays", settings.retentionDays());
            fields.put("auditRetentionDays", settings.auditRetentionDays());
        }
        return fields;
    }

    private static String json(Map<String, @Nullable Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, numbers and lists of them are JSON", impossible);
        }
    }
}
