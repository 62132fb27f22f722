package io.virtualqueue.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The changed fields of something before and after, as the trail keeps them; null where there was nothing. */
record ChangedFields(@Nullable String before, @Nullable String after) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final ChangedFields NONE = new ChangedFields(null, null);

    /** Of something new. */
    static ChangedFields made(Map<String, ? extends @Nullable Object> fields) {
        return new ChangedFields(null, json(fields));
    }

    /** What differs; both maps have the same keys. Empty objects when nothing does. */
    static ChangedFields between(
            Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
        Map<String, @Nullable Object> old = new LinkedHashMap<>(before);
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(after);
        old.entrySet().removeIf(field -> Objects.equals(field.getValue(), after.get(field.getKey())));
        changed.keySet().retainAll(old.keySet());
        return new ChangedFields(json(old), json(changed));
    }

    private static String json(Map<String, ? extends @Nullable Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, numbers and lists of them are JSON", impossible);
        }
    }
}
