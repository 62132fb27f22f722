package io.virtualqueue.server.compat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.queue.OnlyDesk;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.Trail;
import io.virtualqueue.server.trail.TrailEntry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The clinics of the tenants, as the older paths know them. Waits for the database. */
@Singleton
final class Clinics {
    private static final String READ = Sql.text(Clinics.class, "read_clinic");
    private static final String SET = Sql.text(Clinics.class, "set_clinic");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    private final TenantTransactions tenants;
    private final MeantTenant meant;
    private final OnlyDesk desks;
    private final Clock clock;

    @Inject
    Clinics(TenantTransactions tenants, MeantTenant meant, OnlyDesk desks, Clock clock) {
        this.tenants = tenants;
        this.meant = meant;
        this.desks = desks;
        this.clock = clock;
    }

    /**
     * The desk that a request means.
     *
     * @throws ProblemException 404, 409 or 422 when it cannot be told
     */
    QueueKey desk(RoutingContext context) {
        return desk(meant.of(context));
    }

    /**
     * The desk of a tenant.
     *
     * @throws ProblemException 409 when nobody said which one it is
     */
    QueueKey desk(UUID tenantId) {
        return deskIfSaid(tenantId)
                .orElseThrow(() -> ProblemException.conflict(
                        "no_clinic", "The tenant has no service desk, or several: say which one is the clinic's."));
    }

    /** The desk of a tenant; empty when nobody said which one it is. */
    Optional<QueueKey> deskIfSaid(UUID tenantId) {
        return Optional.ofNullable(settings(tenantId).queueId())
                .or(() -> desks.of(tenantId))
                .map(queueId -> new QueueKey(tenantId, queueId));
    }

    ClinicSettings settings(UUID tenantId) {
        return tenants.inTenant(tenantId, handle -> read(handle, tenantId));
    }

    /** Makes these the settings, and leaves a trail when they were others. */
    void set(UUID tenantId, ClinicSettings settings, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tenants.inTenant(tenantId, handle -> {
            ClinicSettings before = read(handle, tenantId);
            if (!before.equals(settings)) {
                handle.createUpdate(SET)
                        .bind("tenant", tenantId)
                        .bind("queue", settings.queueId())
                        .bind("patientIdIsEnough", settings.patientIdIsEnough())
                        .bind("takesAppointments", settings.takesAppointments())
                        .bind("usernames", json(settings.usernames()))
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute();
                note(handle, tenantId, by, now, before, settings);
            }
            return settings;
        });
    }

    private static ClinicSettings read(Handle handle, UUID tenantId) {
        return handle.createQuery(READ)
                .bind("tenant", tenantId)
                .map((row, _) -> settings(row))
                .findOne()
                .orElse(ClinicSettings.NONE);
    }

    private static ClinicSettings settings(ResultSet row) throws SQLException {
        try {
            return new ClinicSettings(
                    row.getObject("queue_id", UUID.class),
                    row.getBoolean("patient_id_is_enough"),
                    row.getBoolean("takes_appointments"),
                    JSON.readValue(row.getString("usernames"), NAMES));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was written as JSON can be read", impossible);
        }
    }

    private static void note(
            Handle handle, UUID tenantId, Actor by, Instant at, ClinicSettings before, ClinicSettings after) {
        var entry = new TrailEntry(
                tenantId,
                TimeOrderedId.next(),
                at,
                by,
                "clinic.updated",
                new TrailEntry.Subject("clinic", null),
                json(told(before)),
                json(told(after)));
        try {
            Trail.add(handle.getConnection(), List.of(entry));
        } catch (SQLException failure) {
            // As the other statements of the transaction fail.
            throw new ConnectionException(failure);
        }
    }

    /** What the trail may know: people's addresses are not for it. */
    private static Map<String, @Nullable Object> told(ClinicSettings settings) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("queueId", settings.queueId());
        told.put("patientIdIsEnough", settings.patientIdIsEnough());
        told.put("takesAppointments", settings.takesAppointments());
        told.put("usernames", new TreeSet<>(settings.usernames().keySet()));
        return told;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, ids and flags are JSON", impossible);
        }
    }
}
