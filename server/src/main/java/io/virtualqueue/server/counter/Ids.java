package io.virtualqueue.server.counter;

import io.virtualqueue.server.http.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads lists of ids. */
final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    /** The ids of a field, each once and in their order, with what is wrong noted; null when it is absent or null. */
    static @Nullable List<UUID> read(Fields fields, String name, int max) {
        if (!fields.isPresent(name) || fields.isNull(name)) {
            return null;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        List<String> texts = fields.texts(name, max, LENGTH, LENGTH);
        for (String text : texts) {
            try {
                ids.add(UUID.fromString(text));
            } catch (IllegalArgumentException malformed) {
                fields.reject(name, "must be an array of UUIDs");
                return List.of();
            }
        }
        if (ids.size() < texts.size()) {
            fields.reject(name, "must name each once");
        }
        return new ArrayList<>(ids);
    }
}
