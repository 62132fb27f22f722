package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.Trail;
import io.virtualqueue.server.trail.TrailEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What changes of applications and keys leave in the trail. Secrets do not get here. */
final class ApplicationTrail {
    private static final String APPLICATION = "application";
    private static final String KEY = "key";

    private ApplicationTrail() {}

    static void application(
            Handle handle,
            UUID tenantId,
            UUID applicationId,
            Actor by,
            Instant at,
            String action,
            ChangedFields fields) {
        add(handle, tenantId, by, at, APPLICATION + "." + action, APPLICATION, applicationId, fields);
    }

    static void key(
            Handle handle, UUID tenantId, UUID keyId, Actor by, Instant at, String action, ChangedFields fields) {
        add(handle, tenantId, by, at, KEY + "." + action, KEY, keyId, fields);
    }

    static void signingSecret(Handle handle, UUID tenantId, UUID applicationId, Actor by, Instant at) {
        add(handle, tenantId, by, at, "signing_secret.rotated", APPLICATION, applicationId, ChangedFields.NONE);
    }

    private static void add(
            Handle handle,
            UUID tenantId,
            Actor by,
            Instant at,
            String action,
            String kind,
            UUID subject,
            ChangedFields fields) {
        var entry = new TrailEntry(
                tenantId,
                TimeOrderedId.next(),
                at,
                by,
                action,
                new TrailEntry.Subject(kind, subject),
                fields.before(),
                fields.after());
        try {
            Trail.add(handle.getConnection(), List.of(entry));
        } catch (SQLException failure) {
            // As the other statements of the transaction fail.
            throw new ConnectionException(failure);
        }
    }

    static Map<String, @Nullable Object> fields(Application.Settings settings) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", settings.name());
        fields.put("allowedOrigins", settings.allowedOrigins());
        fields.put("callbackUrl", settings.callbackUrl());
        fields.put("signatureRequired", settings.signatureRequired());
        fields.put("rateLimitPerMinute", settings.rateLimitPerMinute());
        return fields;
    }

    static Map<String, @Nullable Object> fields(UUID applicationId, ApiKey key) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("applicationId", applicationId);
        fields.put("name", key.name());
        fields.put("prefix", key.prefix());
        fields.put("scopes", key.scopes().stream().map(Scope::wireName).sorted().toList());
        fields.put("test", key.test());
        fields.put("expiresAt", key.expiresAt() == null ? null : key.expiresAt().toString());
        return fields;
    }
}
