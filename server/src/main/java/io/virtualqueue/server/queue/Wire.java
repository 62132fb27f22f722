package io.virtualqueue.server.queue;

import java.util.Locale;

/** How words of the engine are written in JSON. */
final class Wire {
    private Wire() {}

    static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
