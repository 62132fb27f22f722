package io.virtualqueue.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The embedded PostgreSQL of a server in another process, as tests look at it and hurt it. */
public final class EmbeddedData {
    private EmbeddedData() {}

    /** A connection as the owner of the tables. */
    public static Connection owner(Path data) throws SQLException {
        try {
            Credentials credentials = Credentials.read(data.resolve("credentials"));
            List<String> running = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            String url = "jdbc:postgresql://127.0.0.1:" + running.get(3).strip() + "/virtualqueue";
            return Bootstrap.connect(url, "virtualqueue", credentials.ownerPassword());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills PostgreSQL and all its children as {@code kill -9} does; returns when they are gone. */
    public static void kill(Path data) {
        LeftoverPostgres.find(data.resolve("postgres")).ifPresent(postmaster -> {
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        });
    }
}
