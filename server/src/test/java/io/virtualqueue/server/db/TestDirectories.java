package io.virtualqueue.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Data directories of tests, and what is left of those whose JVM was killed. */
final class TestDirectories {
    private static final Path PARENT = Path.of("target", "test-data");

    private TestDirectories() {}

    static Path fresh() {
        try {
            return Files.createTempDirectory(Files.createDirectories(PARENT), "")
                    .toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void delete(Path directory) {
        try {
            DataDirectory.delete(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whoever can take a directory that holds a database knows that nobody uses it any more. */
    static void deleteAbandoned() {
        for (Path directory : all()) {
            if (Files.exists(directory.resolve("virtualqueue.lock")) && isAbandoned(directory)) {
                LeftoverPostgres.end(directory.resolve("postgres"));
                delete(directory);
            }
        }
    }

    private static boolean isAbandoned(Path directory) {
        try (DataDirectory taken = DataDirectory.take(directory)) {
            return taken.postgres().startsWith(directory);
        } catch (StartupException inUse) {
            return false;
        }
    }

    private static List<Path> all() {
        if (!Files.exists(PARENT)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(PARENT)) {
            return directories.map(Path::toAbsolutePath).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
