package io.virtualqueue.bench;

import io.virtualqueue.bench.report.RowReport;

/** Something that the server does, measured beside its limit. Rows stand in {@link Rows}. */
public interface Row {
    /** What it is called on the command line. */
    String name();

    /** What it measures, in a few words. */
    String title();

    /** Whether it needs {@link Lab#crowd()}, which is ended after the last row that does. */
    default boolean usesCrowd() {
        return false;
    }

    /**
     * Measures it.
     *
     * @throws Exception when that is not possible, or when an answer was wrong
     */
    RowReport measure(Lab lab) throws Exception;
}
