package io.virtualqueue.server.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a person told about themselves on joining; kept in the table {@code person} and nowhere else.
 *
 * @param metadata a JSON object as text, or null
 */
public record PersonalData(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String metadata) {

    public static final PersonalData NONE = new PersonalData(null, null, null, null);

    boolean isEmpty() {
        return equals(NONE);
    }

    @Override
    public String toString() {
        return "PersonalData[…]";
    }
}
