package io.virtualqueue.bench.server;

import io.virtualqueue.bench.machine.Postmaster;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The embedded PostgreSQL of a server, as the owner of its tables sees it. */
public record Database(String url, String user, String password) {
    private static final String NAME = "virtualqueue";

    static Database in(Path data) throws IOException {
        Properties credentials = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("credentials"))) {
            credentials.load(file);
        }
        int port = Postmaster.port(data).orElseThrow(() -> new IOException("no PostgreSQL runs in " + data));
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME,
                NAME,
                credentials.getProperty("owner.password", ""));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** The first column of the first row, as text. */
    public String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("no row: " + query);
            }
            return String.valueOf(row.getString(1));
        }
    }
}
