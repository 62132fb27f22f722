package io.virtualqueue.server.http;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Whole numbers in queries and headers: digits only, no sign, no blanks. */
public final class WholeNumber {
    /** The digits of {@link Long#MAX_VALUE}. */
    private static final int MAX_DIGITS = 19;

    private WholeNumber() {}

    static OptionalInt parse(String text, int min, int max) {
        OptionalLong number = parse(text);
        return number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** A number of at least 0. */
    public static OptionalLong parse(String text) {
        if (text.isEmpty()
                || text.length() > MAX_DIGITS
                || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
