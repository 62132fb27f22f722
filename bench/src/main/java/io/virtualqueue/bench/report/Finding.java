package io.virtualqueue.bench.report;

/**
 * One line of the first table: a figure beside its limit.
 *
 * @param ratio of the two, or empty
 * @param target or empty
 */
public record Finding(String what, String measured, String limit, String ratio, String target, Verdict verdict) {
    /** A figure that has to be seen with others; nothing is promised. */
    public static Finding plain(String what, String measured, String limit, String ratio) {
        return new Finding(what, measured, limit, ratio, "", Verdict.NO_TARGET);
    }
}
