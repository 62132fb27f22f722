package io.virtualqueue.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says.
 *
 * @param rows the names of those wanted; empty for all
 */
record Arguments(boolean isList, boolean isQuick, List<String> rows) {
    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a sentence for the caller when there is no such option
     */
    static Arguments parse(List<String> words) {
        boolean isList = false;
        boolean isQuick = false;
        List<String> rows = new ArrayList<>();
        for (String word : words) {
            switch (word) {
                case "--list" -> isList = true;
                case "--quick" -> isQuick = true;
                default -> {
                    if (word.startsWith("-")) {
                        throw new IllegalArgumentException(
                                "bench takes no option " + word + "; it knows --list and --quick.");
                    }
                    rows.add(word);
                }
            }
        }
        return new Arguments(isList, isQuick, List.copyOf(rows));
    }

    /** Whether the page that the project shows is to be written: only by a full run of all rows. */
    boolean writesPage() {
        return rows.isEmpty() && !isQuick;
    }
}
