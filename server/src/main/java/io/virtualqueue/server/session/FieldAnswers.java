package io.virtualqueue.server.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virtualqueue.engine.CustomField;
import io.virtualqueue.server.http.Fields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers of someone who joins to what the queue asks for. */
final class FieldAnswers {
    static final int MAX_TEXT_LENGTH = 500;
    static final int MAX_NUMBER = 1_000_000_000;
    private static final String NAME = "fields";
    private static final int MAX_DATE_LENGTH = 10;

    private FieldAnswers() {}

    /**
     * Reads the field {@code fields} of a body, noting every answer that is bad, missing or not asked for.
     *
     * @return a JSON object as text with the answers in the order of the questions; null when there are none
     */
    static @Nullable String read(Fields body, List<CustomField> asked) {
        Fields given = body.optionalObject(NAME);
        if (given == null) {
            boolean isAbsent = !body.isPresent(NAME) || body.isNull(NAME);
            asked.stream()
                    .filter(field -> field.required() && isAbsent)
                    .forEach(field -> body.reject(NAME + "." + field.name(), "is required"));
            return null;
        }
        Set<String> names = asked.stream().map(CustomField::name).collect(Collectors.toSet());
        given.names().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> given.reject(name, "is not asked for in this queue"));
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        for (CustomField field : asked) {
            boolean answered = add(answers, given, field);
            if (!answered && field.required()) {
                given.required(field.name(), null, "");
            }
        }
        return answers.isEmpty() ? null : answers.toString();
    }

    private static boolean add(ObjectNode answers, Fields given, CustomField field) {
        String name = field.name();
        switch (field.type()) {
            case TEXT -> answers.put(name, given.optionalText(name, 1, MAX_TEXT_LENGTH));
            case NUMBER -> answers.put(name, number(given.optionalDecimal(name, -MAX_NUMBER, MAX_NUMBER)));
            case FLAG -> answers.put(name, given.optionalFlag(name));
            case CHOICE -> answers.put(name, given.optionalOneOf(name, field.options(), option -> option));
            case DATE -> answers.put(name, date(given, name));
        }
        if (answers.path(name).isNull()) {
            answers.remove(name);
            return false;
        }
        return true;
    }

    /** Whole numbers without a point. */
    private static @Nullable BigDecimal number(@Nullable Double value) {
        if (value == null) {
            return null;
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        return exact.stripTrailingZeros().scale() <= 0 ? exact.setScale(0) : exact;
    }

    private static @Nullable String date(Fields given, String name) {
        String text = given.optionalText(name, 1, MAX_DATE_LENGTH);
        try {
            return text == null ? null : LocalDate.parse(text).toString();
        } catch (DateTimeException malformed) {
            given.reject(name, "must be a date such as 2030-12-24");
            return null;
        }
    }
}
