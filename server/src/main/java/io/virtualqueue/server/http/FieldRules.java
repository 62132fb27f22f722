package io.virtualqueue.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a single value acceptable; each rule gives the value, or null when it is bad. */
final class FieldRules {
    /** The longest address that mail can have (RFC 5321). */
    static final int MAX_EMAIL_LENGTH = 254;

    private static final int UUID_LENGTH = 36;
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");
    private static final BigDecimal LARGEST_NUMBER = new BigDecimal("1e308");

    private FieldRules() {}

    static @Nullable String text(JsonNode node, int min, int max) {
        String text = node.textValue();
        if (text == null || !isStorable(text) || hasControls(text)) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        return length >= min && length <= max ? text : null;
    }

    static @Nullable String lines(JsonNode node, int max) {
        String text = node.textValue();
        boolean good = text != null
                && isStorable(text)
                && text.chars().allMatch(unit -> unit == '\n' || !Character.isISOControl(unit))
                && text.codePointCount(0, text.length()) <= max;
        return good ? text : null;
    }

    static String textMessage(int min, int max) {
        return "must be a text of " + min + " to " + max + " characters, without control characters";
    }

    static @Nullable Integer integer(JsonNode node, int min, int max) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            return null;
        }
        int value = node.intValue();
        return value >= min && value <= max ? value : null;
    }

    static @Nullable Double decimal(JsonNode node, int min, int max) {
        if (!node.isNumber()) {
            return null;
        }
        BigDecimal value = node.decimalValue();
        boolean fits = value.compareTo(BigDecimal.valueOf(min)) >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0;
        return fits ? value.doubleValue() : null;
    }

    static @Nullable UUID uuid(JsonNode node) {
        String text = node.textValue();
        if (text == null || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    static @Nullable String email(JsonNode node) {
        String text = text(node, 3, MAX_EMAIL_LENGTH);
        return text != null && EMAIL.matcher(text).matches() ? text : null;
    }

    static @Nullable ObjectNode freeObject(JsonNode node, int maxBytes) {
        if (!(node instanceof ObjectNode object) || !isStorable(node)) {
            return null;
        }
        return object.toString().getBytes(StandardCharsets.UTF_8).length <= maxBytes ? object : null;
    }

    /** PostgreSQL's JSON takes no NUL, no half of a surrogate pair and no number of any length. */
    private static boolean isStorable(JsonNode node) {
        if (node.isTextual()) {
            return isStorable(node.textValue());
        }
        if (node.isNumber()) {
            return node.decimalValue().abs().compareTo(LARGEST_NUMBER) <= 0;
        }
        return node.propertyStream().allMatch(field -> isStorable(field.getKey()) && isStorable(field.getValue()))
                && node.valueStream().allMatch(child -> node.isObject() || isStorable(child));
    }

    private static boolean isStorable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit == 0) {
                return false;
            }
            if (Character.isHighSurrogate(unit)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                index++;
            } else if (Character.isSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
