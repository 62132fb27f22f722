package io.virtualqueue.engine;

import java.util.List;

/**
 * Something that a queue asks of those who join. The answers are personal, and not the engine's.
 *
 * @param name by which programs know it, unique in its queue
 * @param label what people read
 * @param required whether nobody joins without it
 * @param options what can be chosen, for {@link FieldType#CHOICE}; else empty
 */
public record CustomField(String name, String label, FieldType type, boolean required, List<String> options) {
    public CustomField {
        options = options == null ? List.of() : List.copyOf(options);
    }
}
