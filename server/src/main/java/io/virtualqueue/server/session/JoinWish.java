package io.virtualqueue.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to join, and what they told about themselves.
 *
 * @param userId the caller's name for the person
 * @param priority the name of a level, or null for the queue's default
 */
record JoinWish(String userId, Person person, @Nullable String priority) {
    static final int MAX_USER_ID = 255;
    static final int MAX_NAME = 200;
    static final int MAX_PHONE = 50;
    static final int MAX_METADATA_BYTES = 4_096;
    /** Longer than any level's name may be. */
    private static final int MAX_PRIORITY = 100;

    /**
     * Reads the body of a join.
     *
     * @throws ProblemException 422 naming every bad field
     */
    static JoinWish from(Fields fields) {
        String userId = fields.text("userId", 1, MAX_USER_ID);
        Person person = person(fields);
        String priority = fields.optionalText("priority", 1, MAX_PRIORITY);
        fields.check();
        return new JoinWish(userId, person, priority);
    }

    /** Reads the body of a public join, whose user and priority are not for the caller to say. */
    static JoinWish ofPublic(Fields fields, String userId) {
        Person person = person(fields);
        fields.check();
        return new JoinWish(userId, person, null);
    }

    private static Person person(Fields fields) {
        ObjectNode metadata = fields.freeObject("metadata", MAX_METADATA_BYTES);
        return new Person(
                fields.optionalText("userName", 1, MAX_NAME),
                fields.optionalEmail("userEmail"),
                fields.optionalText("userPhone", 1, MAX_PHONE),
                metadata == null ? null : metadata.toString());
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
            Object metadata) {}

    /** The body of a public join as the documentation shows it. */
    @Schema(name = "PublicJoin")
    record PublicBody(
            @Schema(maxLength = MAX_NAME) @Nullable String userName,
            @Schema(format = "email") @Nullable String userEmail,
            @Schema(maxLength = MAX_PHONE) @Nullable String userPhone,

            @Schema(description = "Anything of yours, at most 4096 bytes as JSON.") @Nullable
            Object metadata) {}
}
