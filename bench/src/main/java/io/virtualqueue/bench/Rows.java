package io.virtualqueue.bench;

import io.virtualqueue.bench.rows.AccessRow;
import io.virtualqueue.bench.rows.CallNextRow;
import io.virtualqueue.bench.rows.CheckInRow;
import io.virtualqueue.bench.rows.CrashRow;
import io.virtualqueue.bench.rows.GrowthRow;
import io.virtualqueue.bench.rows.JoinRow;
import io.virtualqueue.bench.rows.LeaveRow;
import io.virtualqueue.bench.rows.LineRow;
import io.virtualqueue.bench.rows.MemoryRow;
import io.virtualqueue.bench.rows.PositionRow;
import io.virtualqueue.bench.rows.PushRow;
import io.virtualqueue.bench.rows.QueuesRow;
import io.virtualqueue.bench.rows.ReleaseRow;
import io.virtualqueue.bench.rows.RestartRow;
import io.virtualqueue.bench.rows.StartupRow;
import io.virtualqueue.bench.rows.TenantsRow;
import io.virtualqueue.bench.rows.TwoServersRow;
import io.virtualqueue.bench.rows.WebhooksRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All rows, in the order in which they are measured. Those that need the crowd stand together. */
public final class Rows {
    private static final List<Supplier<Row>> ALL = List.of(
            JoinRow::new,
            PositionRow::new,
            MemoryRow::new,
            RestartRow::new,
            ReleaseRow::alone,
            ReleaseRow::whileJoining,
            CrashRow::new,
            GrowthRow::new,
            TwoServersRow::new,
            LeaveRow::new,
            CheckInRow::new,
            CallNextRow::new,
            QueuesRow::new,
            StartupRow::new,
            LineRow::new,
            AccessRow::new,
            TenantsRow::new,
            PushRow::new,
            WebhooksRow::new);

    private Rows() {}

    /** All of them, new. */
    public static List<Row> all() {
        return ALL.stream().map(Supplier::get).toList();
    }

    /**
     * Those of these names, or all when there are none, in the usual order.
     *
     * @throws IllegalArgumentException when there is none of a name; the message says which there are
     */
    public static List<Row> named(List<String> names) {
        List<Row> all = all();
        List<String> known = all.stream().map(Row::name).toList();
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no row " + unknown.getFirst() + "; the rows are " + String.join(", ", known) + ".");
        }
        return all.stream()
                .filter(row -> names.isEmpty() || names.contains(row.name()))
                .toList();
    }
}
