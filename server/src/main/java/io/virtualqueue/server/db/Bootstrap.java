package io.virtualqueue.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGConnection;

/** What must be so before the first migration: a PostgreSQL that keeps its word, and roles with few rights. */
final class Bootstrap {
    private static final int OLDEST_VERSION = 15;

    /** Any number will do; servers that start together on one database wait for each other with it. */
    private static final long LOCK_KEY = 7_306_022_518_455_116_901L;

    private static final int CONNECT_SECONDS = 5;
    private static final Set<String> WRONG_PASSWORD = Set.of("28P01", "28000");

    private final DatabaseSettings.External owner;
    private final Connection connection;

    private Bootstrap(DatabaseSettings.External owner, Connection connection) {
        this.owner = owner;
        this.connection = connection;
    }

    /** Checks the database and makes the roles that are missing. */
    static LoginRoles prepare(DatabaseSettings.External owner) {
        try (Connection connection = connect(owner.url(), owner.user(), owner.password())) {
            return new Bootstrap(owner, connection).prepare();
        } catch (SQLException failure) {
            throw StartupProblems.of(owner, failure);
        }
    }

    static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("ApplicationName", "virtualqueue start");
        return DriverManager.getConnection(url, properties);
    }

    private LoginRoles prepare() throws SQLException {
        refuseIfOld();
        refuseIfForgetful();
        connection.setAutoCommit(false);
        lock();
        LoginRoles roles = LoginRoles.of(connection.getCatalog(), owner.password());
        execute(Sql.text(Bootstrap.class, "create_group_roles"));
        makeLogin(roles.request(), "vq_request");
        makeLogin(roles.worker(), "vq_worker");
        connection.commit();
        setPasswordIfRefused(roles.request());
        setPasswordIfRefused(roles.worker());
        connection.commit();
        return roles;
    }

    private void refuseIfOld() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new StartupException(
                    "The database is PostgreSQL " + version + "; VirtualQueue needs " + OLDEST_VERSION + " or newer.");
        }
    }

    private void refuseIfForgetful() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit"}) {
            if (show(setting).equals("off")) {
                throw new StartupException(
                        "The database runs with " + setting + " = off and would forget what it confirmed; turn it on.");
            }
        }
    }

    private String show(String setting) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, setting);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private void lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK_KEY);
            statement.execute();
        }
    }

    private void makeLogin(LoginRoles.Login login, String group) throws SQLException {
        if (!exists(login.role())) {
            execute("CREATE ROLE " + quoted(login.role()) + " LOGIN");
            setPassword(login);
        }
        if (!isMember(login.role(), group)) {
            execute("GRANT " + group + " TO " + quoted(login.role()));
        }
        refuseIfMighty(login.role());
    }

    private boolean exists(String role) throws SQLException {
        return isTrue("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", role);
    }

    private boolean isMember(String role, String group) throws SQLException {
        return isTrue("SELECT pg_has_role(?, ?, 'USAGE')", role, group);
    }

    /** Row-level security does not hold a superuser, a role that bypasses it, or the owner of the tables. */
    private void refuseIfMighty(String role) throws SQLException {
        if (isTrue(Sql.text(Bootstrap.class, "is_mighty"), role)) {
            throw new StartupException("The role " + role
                    + " may bypass row-level security; take SUPERUSER, BYPASSRLS and the owner's role from it.");
        }
    }

    private boolean isTrue(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private void setPasswordIfRefused(LoginRoles.Login login) throws SQLException {
        lock();
        try (Connection tried = connect(owner.url(), login.role(), login.password())) {
            tried.isValid(CONNECT_SECONDS);
        } catch (SQLException refused) {
            if (!WRONG_PASSWORD.contains(refused.getSQLState())) {
                throw refused;
            }
            setPassword(login);
        }
    }

    /** Sends a verifier, not the password itself, which the database might log. */
    private void setPassword(LoginRoles.Login login) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(login.role(), login.password().toCharArray(), "scram-sha-256");
    }

    private String quoted(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.enquoteIdentifier(name, true);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
