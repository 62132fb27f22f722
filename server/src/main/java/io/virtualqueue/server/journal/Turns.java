package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Shares;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose turn it is, as the head of a queue keeps it: how far the turns have got, then levels with their marks. */
final class Turns {
    private Turns() {}

    /** Null for a queue whose levels share no turns. */
    static @Nullable Array write(Connection connection, Shares shares) throws SQLException {
        if (shares.equals(Shares.NONE)) {
            return null;
        }
        List<Long> numbers = new ArrayList<>();
        numbers.add(shares.reached());
        shares.marks().forEach((level, mark) -> {
            numbers.add((long) level);
            numbers.add(mark);
        });
        return connection.createArrayOf("int8", numbers.toArray());
    }

    static Shares read(@Nullable Array turns) throws SQLException {
        if (turns == null) {
            return Shares.NONE;
        }
        Long[] numbers = (Long[]) turns.getArray();
        Map<Integer, Long> marks = new HashMap<>();
        for (int next = 1; next < numbers.length; next += 2) {
            marks.put(Math.toIntExact(numbers[next]), numbers[next + 1]);
        }
        return new Shares(numbers[0], marks);
    }
}
