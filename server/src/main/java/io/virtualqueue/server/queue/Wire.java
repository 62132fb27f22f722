package io.virtualqueue.server.queue;

import java.util.Locale;

/** How words of the engine are written in JSON. */
final class Wire {
    private Wire() {}

    static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** A share or a mean to three places: more would only seem exact. */
    static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
