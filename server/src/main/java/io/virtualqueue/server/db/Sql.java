package io.virtualqueue.server.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL kept as text files beside the feature that owns the tables. */
public final class Sql {
    private Sql() {}

    /**
     * The text of {@code <name>.sql} in the package of the given class. Meant for constants: it is read each time.
     *
     * @throws IllegalStateException when there is no such file
     */
    public static String text(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException("No " + name + ".sql beside " + beside.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
