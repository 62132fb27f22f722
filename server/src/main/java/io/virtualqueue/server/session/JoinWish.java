package io.virtualqueue.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.engine.Arrival;
import io.virtualqueue.engine.CustomField;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to join, and what they told about themselves.
 *
 * @param userId the caller's name for the person
 * @param priority the name of a level, or null for the queue's default
 */
record JoinWish(String userId, Person person, @Nullable String priority, Arrival arrival) {
    static final int MAX_USER_ID = 255;
    static final int MAX_NAME = 200;
    static final int MAX_PHONE = 50;
    static final int MAX_METADATA_BYTES = 4_096;
    static final int MAX_NOTES = 2_000;
    /** Longer than any level's name may be. */
    private static final int MAX_PRIORITY = 100;

    /** The body of a join as far as it can be read without knowing the queue. */
    static final class Draft {
        private final Fields fields;
        private final JoinWish wish;

        private Draft(Fields fields, JoinWish wish) {
            this.fields = fields;
            this.wish = wish;
        }

        /**
         * The wish, with the answers to what the queue asks for.
         *
         * @throws ProblemException 422 naming every bad field
         */
        JoinWish asked(List<CustomField> asked) {
            String answers = FieldAnswers.read(fields, asked);
            fields.check();
            return answers == null
                    ? wish
                    : new JoinWish(wish.userId, wish.person.withFields(answers), wish.priority, wish.arrival);
        }
    }

    /** Reads the body of a join, noting what is bad. */
    static Draft from(Fields fields, ArrivalFields arrivals) {
        String userId = fields.text("userId", 1, MAX_USER_ID);
        Person person = person(fields).withNotes(notes(fields));
        String priority = fields.optionalText("priority", 1, MAX_PRIORITY);
        return new Draft(fields, new JoinWish(userId, person, priority, arrivals.read(fields)));
    }

    /** Reads the body of a public join, whose user and priority are not for the caller to say. */
    static Draft ofPublic(Fields fields, String userId, ArrivalFields arrivals) {
        return new Draft(fields, new JoinWish(userId, person(fields), null, arrivals.read(fields)));
    }

    private static Person person(Fields fields) {
        ObjectNode metadata = fields.freeObject("metadata", MAX_METADATA_BYTES);
        return new Person(
                fields.optionalText("userName", 1, MAX_NAME),
                fields.optionalEmail("userEmail"),
                fields.optionalText("userPhone", 1, MAX_PHONE),
                metadata == null ? null : metadata.toString());
    }

    /** The notes of staff; null for none. */
    static @Nullable String notes(Fields fields) {
        String notes = fields.optionalLines("notes", MAX_NOTES);
        return notes == null || notes.isBlank() ? null : notes;
    }

    /** The body as the documentation shows it. */
    @Schema(name = "Join", requiredProperties = "userId")
    record Body(
            @Schema(minLength = 1, maxLength = MAX_USER_ID) String userId,
            @Schema(maxLength = MAX_NAME) @Nullable String userName,
            @Schema(format = "email") @Nullable String userEmail,
            @Schema(maxLength = MAX_PHONE) @Nullable String userPhone,

            @Schema(description = "The name of a priority of the queue; by default the queue's default.") @Nullable
            String priority,

            @Schema(description = "Anything of yours, at most 4096 bytes as JSON.") @Nullable
            Object metadata,

            @Schema(minimum = "1", maximum = "" + Visit.MAX_PARTY_SIZE, defaultValue = "1") @Nullable
            Integer partySize,

            @Schema(description = "The booked time; the queue says how early and how late one may come.") @Nullable
            Instant appointmentAt,

            @Schema(
                    minimum = "0",
                    maximum = "" + Visit.MAX_READY_AT,
                    description = "From which position the person is told to get ready; 0: where the queue says.")
            @Nullable
            Integer notifyAtPosition,

            @Schema(
                    enumeration = {"api", "staff", "kiosk", "qr", "mobile"},
                    description = "By which way the person came; staff for people who log in, else api.")
            @Nullable
            String channel,

            @Schema(description = "The answers to the queue's fields, by name.") @Nullable
            Map<String, Object> fields,

            @Schema(maxLength = MAX_NOTES, description = "For staff; the person never sees them.") @Nullable
            String notes) {}

    /** The body of a public join as the documentation shows it. */
    @Schema(name = "PublicJoin")
    record PublicBody(
            @Schema(maxLength = MAX_NAME) @Nullable String userName,
            @Schema(format = "email") @Nullable String userEmail,
            @Schema(maxLength = MAX_PHONE) @Nullable String userPhone,

            @Schema(description = "Anything of yours, at most 4096 bytes as JSON.") @Nullable
            Object metadata,

            @Schema(minimum = "1", maximum = "" + Visit.MAX_PARTY_SIZE, defaultValue = "1") @Nullable
            Integer partySize,

            @Schema(minimum = "0", maximum = "" + Visit.MAX_READY_AT) @Nullable
            Integer notifyAtPosition,

            @Schema(enumeration = {"api", "kiosk", "qr", "mobile"}) @Nullable
            String channel,

            @Schema(description = "The answers to the queue's fields, by name.") @Nullable
            Map<String, Object> fields) {}
}
