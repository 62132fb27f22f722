package io.virtualqueue.server.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of a statement one after the other; columns of many rows as arrays. */
final class StatementParameters {
    private final Connection connection;
    private final PreparedStatement statement;
    private int parameter;

    StatementParameters(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    void date(@Nullable LocalDate day) throws SQLException {
        statement.setObject(++parameter, day, Types.DATE);
    }

    void number(int value) throws SQLException {
        statement.setInt(++parameter, value);
    }

    void array(@Nullable Array value) throws SQLException {
        statement.setArray(++parameter, value);
    }

    void set(Object value) throws SQLException {
        statement.setObject(++parameter, value);
    }

    // Arrays of these element types go over in binary form.

    <T> void texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
        array("text", filled(new String[rows.size()], rows, column));
    }

    <T> void numbers(List<T> rows, Function<T, @Nullable Long> column) throws SQLException {
        array("int8", filled(new Long[rows.size()], rows, column));
    }

    <T> void integers(List<T> rows, Function<T, @Nullable Integer> column) throws SQLException {
        array("int4", filled(new Integer[rows.size()], rows, column));
    }

    <T> void smallNumbers(List<T> rows, Function<T, @Nullable Short> column) throws SQLException {
        array("int2", filled(new Short[rows.size()], rows, column));
    }

    <T> void flags(List<T> rows, Function<T, Boolean> column) throws SQLException {
        array("bool", filled(new Boolean[rows.size()], rows, column));
    }

    <T> void bytes(List<T> rows, Function<T, byte @Nullable []> column) throws SQLException {
        array("bytea", filled(new byte[rows.size()][], rows, column));
    }

    <T> void uuids(List<T> rows, Function<T, @Nullable UUID> column) throws SQLException {
        set(UuidArray.of(rows, column));
    }

    private static <T, V> @Nullable V[] filled(@Nullable V[] values, List<T> rows, Function<T, @Nullable V> column) {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    private void array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++parameter, connection.createArrayOf(type, values));
    }
}
