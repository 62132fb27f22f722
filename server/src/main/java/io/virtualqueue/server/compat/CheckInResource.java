package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PageOrigin;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Origins;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.PhoneCheckIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A clinic's patients check in. */
@Path("/api/checkin")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class CheckInResource {
    private static final int MAX_NAME = 100;
    private static final int MAX_TIME = 40;
    private static final Pattern PHONE = Pattern.compile("[0-9 ()+-]{10,20}");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private final Clinics clinics;
    private final Origins origins;
    private final PhoneCheckIn checkIn;
    private final Features features;

    /** The body as the documentation shows it. */
    @Schema(
            name = "ClinicCheckIn",
            requiredProperties = {"name", "phone"})
    record Body(
            @Schema(minLength = 1, maxLength = MAX_NAME) String name,

            @Schema(description = "10 to 20 digits, blanks and - ( ) +")
            String phone,

            @Schema(format = "date-time") @Nullable String appointmentTime) {}

    @Inject
    CheckInResource(Clinics clinics, Origins origins, PhoneCheckIn checkIn, Features features) {
        this.clinics = clinics;
        this.origins = origins;
        this.checkIn = checkIn;
        this.features = features;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @Operation(
            operationId = "clinicCheckIn",
            summary = "Check in",
            description = "A phone number that has a place gets no other. An Idempotency-Key is a secret here, of at"
                    + " least 16 characters.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "201", description = "`data: {patientId, position, estimatedWait, token}`")
    public Response checkIn(@Context RoutingContext context, byte[] body) {
        Wish wish = Wish.from(Fields.parse(body));
        QueueKey desk = clinics.desk(context);
        requireAllowedPage(context, desk);
        ObjectNode join = wish.join(isBelieved(Caller.of(context), desk));
        FeatureAnswer joined = features.answer(() -> checkIn.join(context, desk, join));
        return joined.withHeaders(Envelope.builder(joined.status(), patient(joined.body()), null));
    }

    private static ObjectNode patient(JsonNode place) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        patient.set("patientId", place.path("sessionId"));
        patient.set("position", place.path("position"));
        patient.put("estimatedWait", Patients.minutes(place));
        patient.set("token", place.path("sessionToken"));
        return patient;
    }

    private void requireAllowedPage(RoutingContext context, QueueKey desk) {
        String origin = PageOrigin.foreign(context.request());
        if (origin != null && !origins.allows(desk.tenantId(), null, origin)) {
            throw ProblemException.forbidden("origin_not_allowed", "This origin is not allowed.");
        }
    }

    /** Whether somebody has the appointment that they name, which may be worth a better place. */
    private boolean isBelieved(Caller caller, QueueKey desk) {
        return caller.may(Permission.HANDLE_SESSIONS)
                || clinics.settings(desk.tenantId()).takesAppointments();
    }

    /** What a patient tells. */
    private record Wish(String name, String phone, @Nullable Instant appointment) {
        static Wish from(Fields fields) {
            String name = fields.text("name", 1, MAX_NAME);
            String phone = fields.text("phone", 1, MAX_TIME);
            if (!phone.isEmpty() && !isPhone(phone)) {
                fields.reject("phone", "must be 10 to 20 digits, blanks and - ( ) +");
            }
            String time = fields.optionalText("appointmentTime", 1, MAX_TIME);
            Instant appointment = time == null ? null : instant(time);
            if (time != null && appointment == null) {
                fields.reject("appointmentTime", "must be a time such as 2026-01-15T10:30:00Z");
            }
            fields.check();
            return new Wish(name, phone, appointment);
        }

        /** The body of a join of {@code /v1}. What is not believed is kept for staff to see. */
        ObjectNode join(boolean isBelieved) {
            ObjectNode join = JsonNodeFactory.instance.objectNode();
            join.put("userName", name).put("userPhone", phone).put("channel", "mobile");
            if (appointment != null && isBelieved) {
                join.put("appointmentAt", appointment.toString());
            } else if (appointment != null) {
                join.putObject("metadata").put("appointmentTime", appointment.toString());
            }
            return join;
        }

        private static boolean isPhone(String text) {
            return PHONE.matcher(text).matches() && DIGIT.matcher(text).find();
        }

        private static @Nullable Instant instant(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException malformed) {
                return null;
            }
        }

        @Override
        public String toString() {
            return "Wish";
        }
    }
}
