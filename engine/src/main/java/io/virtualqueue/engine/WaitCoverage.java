package io.virtualqueue.engine;

/**
 * How the estimates of a queue have proved: a sample of what people in the line would have been told, beside how long
 * they then waited. Those who gave up are not in it.
 *
 * @param compared how many estimates were compared with the wait that came
 * @param withinMedian the share, of about the last {@value #MEMORY}, that waited no longer than the median told; a half
 *     when all is well
 * @param withinP90 the share that waited no longer than the 90th percentile told; nine tenths when all is well
 */
public record WaitCoverage(long compared, double withinMedian, double withinP90) {
    /** The share is that of so many; older comparisons fade. */
    public static final int MEMORY = 200;

    static final WaitCoverage NONE = new WaitCoverage(0, 0, 0);

    WaitCoverage with(boolean inMedian, boolean inP90) {
        double weight = 1.0 / Math.min(compared + 1, MEMORY);
        return new WaitCoverage(
                compared + 1,
                withinMedian + weight * ((inMedian ? 1 : 0) - withinMedian),
                withinP90 + weight * ((inP90 ? 1 : 0) - withinP90));
    }
}
