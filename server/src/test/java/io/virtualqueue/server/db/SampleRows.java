package io.virtualqueue.server.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Adds a row to any table, as the owner, with values that its types and checks take. References need not hold. */
final class SampleRows {
    private static final String COLUMNS = Sql.text(SampleRows.class, "needed_columns");
    private static final String CHECKS = Sql.text(SampleRows.class, "check_definitions");
    private static final String REFERENCES = Sql.text(SampleRows.class, "foreign_keys");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'::text");

    private final Statement statement;

    /** Takes the references between tables away first. */
    SampleRows(Statement statement) throws SQLException {
        this.statement = statement;
        for (String drop : texts(REFERENCES)) {
            statement.execute(drop);
        }
    }

    private record Column(String name, String type, boolean isEnum) {}

    /** Adds a row of that tenant; texts that a check allows only some words for get one of them. */
    void add(String table, String tenantColumn, UUID tenant) throws SQLException {
        String checks = String.join(" ", texts(CHECKS.formatted(table)));
        Set<String> words = new LinkedHashSet<>();
        LITERAL.matcher(checks)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(words::add);
        words.add("x");
        SQLException last = new SQLException("no word fits");
        for (String word : words) {
            try {
                statement.execute(insert(table, tenantColumn, tenant, checks, word));
                return;
            } catch (SQLException unfit) {
                last = unfit;
            }
        }
        throw last;
    }

    private String insert(String table, String tenantColumn, UUID tenant, String checks, String word)
            throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : columns(table)) {
            names.add(column.name());
            values.add(column.name().equals(tenantColumn) ? "'" + tenant + "'" : value(column, checks, word));
        }
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + String.join(", ", values)
                + ")";
    }

    private static String value(Column column, String checks, String word) {
        if (column.isEnum()) {
            return "(enum_range(null::" + column.type() + "))[1]";
        }
        return switch (column.type()) {
            case "uuid" -> "gen_random_uuid()";
            case "text" ->
                checks.contains("(" + column.name() + " = ANY") ? "'" + word + "'" : "gen_random_uuid()::text";
            case "bytea" -> "decode(replace(gen_random_uuid()::text, '-', ''), 'hex')";
            case "jsonb" -> "'{}'";
            case "boolean" -> "true";
            case "timestamp with time zone" -> "clock_timestamp()";
            case "date" -> "current_date";
            case "interval" -> "interval '1 hour'";
            default -> column.type().endsWith("[]") ? "'{}'" : "1";
        };
    }

    private List<Column> columns(String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS.formatted(table))) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
            }
        }
        return columns;
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
