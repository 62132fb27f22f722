package io.virtualqueue.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of an embedded PostgreSQL, taken by this process alone.
 *
 * <p>It holds {@code postgres/} (the data), {@code credentials}, {@code postgres.log}, {@code virtualqueue.lock} and,
 * until the first start has succeeded, {@code unfinished}.
 */
final class DataDirectory implements AutoCloseable {
    /** Below this PostgreSQL would soon stop in the middle of its work. */
    static final long LEAST_FREE_BYTES = 200L << 20;

    private final Path root;
    private final FileChannel lock;
    private final Credentials credentials;
    private boolean isNew;

    private DataDirectory(Path root, FileChannel lock, Credentials credentials, boolean isNew) {
        this.root = root;
        this.lock = lock;
        this.credentials = credentials;
        this.isNew = isNew;
    }

    static DataDirectory take(Path path) {
        return take(path, LEAST_FREE_BYTES);
    }

    /** @param leastFreeBytes how much space the disk must still have */
    static DataDirectory take(Path path, long leastFreeBytes) {
        Path root = path.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            Files.createDirectories(root, PrivateFile.DIRECTORY);
            refuseIfFull(root, leastFreeBytes);
            lock = lock(root.resolve("virtualqueue.lock"), root);
            return open(root, lock);
        } catch (AccessDeniedException denied) {
            close(lock);
            throw new StartupException("The data directory " + root + " is not writable for this user.", denied);
        } catch (IOException failure) {
            close(lock);
            throw new StartupException(
                    "The data directory " + root + " cannot be used: "
                            + StartupProblems.firstLine(failure.getMessage()),
                    failure);
        } catch (RuntimeException failure) {
            close(lock);
            throw failure;
        }
    }

    private static void refuseIfFull(Path root, long leastFreeBytes) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < leastFreeBytes) {
            throw new StartupException("The disk of the data directory " + root + " is full: " + (free >> 20)
                    + " MB are free, at least " + (leastFreeBytes >> 20) + " MB are needed.");
        }
    }

    private static FileChannel lock(Path file, Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PrivateFile.FILE);
        try {
            if (tryLock(channel) == null) {
                throw new StartupException("The data directory " + root + " is in use by another server (process "
                        + Files.readString(file).strip() + ").");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static DataDirectory open(Path root, FileChannel lock) throws IOException {
        Path credentials = root.resolve("credentials");
        Path unfinished = root.resolve("unfinished");
        boolean isNew = !Files.exists(root.resolve("postgres")) || Files.exists(unfinished);
        if (isNew) {
            PrivateFile.write(unfinished, "The first start has not succeeded yet; the next one begins anew.\n");
            LeftoverPostgres.end(root.resolve("postgres"));
            delete(root.resolve("postgres"));
            Credentials.generate().write(credentials);
        }
        if (!isNew) {
            refuseIfOtherVersion(root.resolve("postgres"));
        }
        return new DataDirectory(root, lock, Credentials.read(credentials), isNew);
    }

    private static void refuseIfOtherVersion(Path postgres) throws IOException {
        String version = Files.readString(postgres.resolve("PG_VERSION")).strip();
        if (!version.equals(EmbeddedPostgres.MAJOR_VERSION)) {
            throw new StartupException("The data in " + postgres + " is of PostgreSQL " + version
                    + ", but this server brings " + EmbeddedPostgres.MAJOR_VERSION + "; move it over with pg_upgrade.");
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** Whether there is no database in it yet. */
    boolean isNew() {
        return isNew;
    }

    /** Says that the database is there: from now on nothing is deleted. */
    void markReady() {
        try {
            Files.deleteIfExists(root.resolve("initial-password"));
            Files.deleteIfExists(root.resolve("unfinished"));
            isNew = false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file with the superuser's password alone, as initdb wants it; {@link #markReady} deletes it. */
    Path writeInitialPassword() throws IOException {
        Path file = root.resolve("initial-password");
        PrivateFile.write(file, credentials.superuserPassword() + "\n");
        return file;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /** Where the programs are unpacked: once per user, or here when the user has no home. */
    Path programs() {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache");
        try {
            Path ours = Files.createDirectories(Path.of(cache, "virtualqueue"), PrivateFile.DIRECTORY);
            // The library lets everyone write into the folder that it unpacks into; nobody else gets as far as that.
            Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwx------"));
            return ours.resolve("postgres");
        } catch (IOException | InvalidPathException noHome) {
            return root.resolve("programs");
        }
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        close(lock);
    }

    private static void close(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
