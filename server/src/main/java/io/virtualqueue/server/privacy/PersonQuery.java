package io.virtualqueue.server.privacy;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which person is meant.
 *
 * @param by what the person is known by
 */
record PersonQuery(By by, String value) {
    private static final int MAX_USER_ID = 255;
    private static final int MAX_PHONE = 50;

    /** What somebody can be known by. */
    enum By {
        USER_ID("userId"),
        EMAIL("email"),
        PHONE("phone");

        private final String field;

        By(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** The body as the documentation shows it. */
    @Schema(name = "PersonQuery", description = "Exactly one of these.")
    record Body(
            @Schema(maxLength = MAX_USER_ID) @Nullable String userId,
            @Schema(format = "email") @Nullable String email,
            @Schema(maxLength = MAX_PHONE) @Nullable String phone) {}

    /**
     * Reads the body.
     *
     * @throws ProblemException 422 unless exactly one field is there, and good
     */
    static PersonQuery from(Fields fields) {
        List<PersonQuery> told = new ArrayList<>();
        add(told, By.USER_ID, fields.optionalText(By.USER_ID.field, 1, MAX_USER_ID));
        add(told, By.EMAIL, fields.optionalEmail(By.EMAIL.field));
        add(told, By.PHONE, fields.optionalText(By.PHONE.field, 1, MAX_PHONE));
        fields.check();
        if (told.size() != 1) {
            throw ProblemException.invalidField(
                    By.USER_ID.field, "exactly one of userId, email and phone must say who is meant");
        }
        return told.getFirst();
    }

    private static void add(List<PersonQuery> told, By by, @Nullable String value) {
        if (value != null) {
            told.add(new PersonQuery(by, value));
        }
    }

    @Override
    public String toString() {
        return "PersonQuery[" + by + "]";
    }
}
