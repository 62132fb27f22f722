package io.virtualqueue.server.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as JavaScript's {@code JSON.stringify} does (ECMA-262, QuoteJSONString), so that a receiver that parses it
 * and writes it again gets the same bytes: that is what some check the signature of. Numbers are whole, and no name of a
 * field is a number, for JavaScript would put those first.
 */
final class JsonText {
    private static final int USUAL_LENGTH = 1_024;
    private static final char FIRST_PLAIN = ' ';
    private static final String HEX = "0123456789abcdef";
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT_MASK = 0xF;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

    JsonText beginObject() {
        separate();
        text.append('{');
        return this;
    }

    JsonText endObject() {
        text.append('}');
        return this;
    }

    /** The name of the next field; its value has to follow. */
    JsonText name(String name) {
        separate();
        quote(name);
        text.append(':');
        return this;
    }

    JsonText field(String name, @Nullable Object value) {
        return name(name).value(value);
    }

    /** The same, left out when there is no value. */
    JsonText fieldIfKnown(String name, @Nullable Object value) {
        return value == null ? this : field(name, value);
    }

    /**
     * A text, a whole number, a truth value, a list or map of such, an id, a time, or nothing.
     *
     * @throws IllegalArgumentException when it is something else
     */
    JsonText value(@Nullable Object value) {
        separate();
        switch (value) {
            case null -> text.append("null");
            case String string -> quote(string);
            case Integer number -> text.append(number.intValue());
            case Long number -> text.append(number.longValue());
            case Boolean truth -> text.append(truth.booleanValue());
            case UUID id -> quote(id.toString());
            case Instant time -> quote(time.toString());
            case List<?> list -> {
                text.append('[');
                list.forEach(this::value);
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('{');
                map.forEach((name, each) -> field(String.valueOf(name), each));
                text.append('}');
            }
            default -> throw new IllegalArgumentException("not for JSON: " + value.getClass());
        }
        return this;
    }

    /** A comma where something has been written that this does not belong to. */
    private void separate() {
        if (!text.isEmpty()) {
            char last = text.charAt(text.length() - 1);
            if (last != '{' && last != '[' && last != ':') {
                text.append(',');
            }
        }
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char next = string.charAt(i);
            if (Character.isHighSurrogate(next)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                text.append(next).append(string.charAt(++i));
            } else {
                append(next);
            }
        }
        text.append('"');
    }

    private void append(char next) {
        switch (next) {
            case '"', '\\' -> text.append('\\').append(next);
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (next < FIRST_PLAIN || Character.isSurrogate(next)) {
                    escape(next);
                } else {
                    text.append(next);
                }
            }
        }
    }

    private void escape(char next) {
        text.append("\\u");
        for (int shift = 3 * DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            text.append(HEX.charAt((next >> shift) & DIGIT_MASK));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
