package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.http.Fields;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the older paths of a clinic mean for a tenant. */
@Schema(name = "Clinic")
record ClinicSettings(
        @Schema(description = "The desk; null for the tenant's only one.") @Nullable
        UUID queueId,

        @Schema(
                defaultValue = "false",
                description = "Whether whoever knows a patient's id may see where that patient stands.")
        boolean patientIdIsEnough,

        @Schema(
                defaultValue = "false",
                description = "Whether patients who show no credential are believed to have the appointment they name.")
        boolean takesAppointments,

        @Schema(
                additionalProperties = String.class,
                description = "By the names that people log in with there, their email addresses; at most 100.")
        Map<String, String> usernames) {
    static final int MAX_USERNAMES = 100;
    static final int MAX_USERNAME_LENGTH = 64;

    static final ClinicSettings NONE = new ClinicSettings(null, false, false, Map.of());

    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_BYTES = 65_536;

    ClinicSettings {
        usernames = Map.copyOf(usernames);
    }

    /** Reads them from a body, noting every bad field. */
    static ClinicSettings from(Fields fields) {
        UUID queueId = fields.optionalUuid("queueId");
        boolean patientIdIsEnough = Boolean.TRUE.equals(fields.optionalFlag("patientIdIsEnough"));
        boolean takesAppointments = Boolean.TRUE.equals(fields.optionalFlag("takesAppointments"));
        Map<String, String> usernames = usernames(fields);
        fields.check();
        return new ClinicSettings(queueId, patientIdIsEnough, takesAppointments, usernames);
    }

    private static Map<String, String> usernames(Fields fields) {
        ObjectNode given = fields.freeObject("usernames", MAX_BYTES);
        Map<String, String> usernames = new TreeMap<>();
        if (given == null) {
            return usernames;
        }
        given.properties().forEach(entry -> {
            String email = entry.getValue().asText();
            boolean isGood = entry.getValue().isTextual()
                    && !entry.getKey().isEmpty()
                    && entry.getKey().length() <= MAX_USERNAME_LENGTH
                    && email.indexOf('@') > 0
                    && email.length() <= MAX_EMAIL_LENGTH;
            if (isGood) {
                usernames.put(entry.getKey(), email);
            } else {
                fields.reject("usernames", "must give each name, of 1 to 64 characters, an email address");
            }
        });
        if (usernames.size() > MAX_USERNAMES) {
            fields.reject("usernames", "must be at most " + MAX_USERNAMES);
        }
        return usernames;
    }

    @Override
    public String toString() {
        return "ClinicSettings[" + queueId + "]";
    }
}
