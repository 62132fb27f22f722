package io.virtualqueue.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
public final class Table {
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    public Table(String... heads) {
        columns = heads.length;
        add(List.of(heads));
        lines.add("|---".repeat(columns) + "|");
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException when it has not as many cells as the head
     */
    public Table row(String... cells) {
        add(List.of(cells));
        return this;
    }

    private void add(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns);
        }
        StringBuilder line = new StringBuilder("|");
        cells.forEach(cell -> line.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        lines.add(line.toString());
    }

    /** The table without a line feed at its end. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
