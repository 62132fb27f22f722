package io.virtualqueue.server.queue;

import io.virtualqueue.engine.WaitCoverage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the estimates of a queue have proved, by a sample of what people in the line would have been told.
 *
 * @param compared how many estimates were compared with the wait that came
 * @param withinMedian the share, of about the last 200, that waited no longer than {@code estimatedWaitSeconds}; a half
 *     when all is well
 * @param withinP90 the share that waited no longer than {@code estimatedWaitSecondsP90}; nine tenths when all is well
 */
@Schema(name = "WaitCoverage")
public record WaitCoverageView(long compared, double withinMedian, double withinP90) {

    static @Nullable WaitCoverageView of(WaitCoverage coverage) {
        return coverage.compared() == 0
                ? null
                : new WaitCoverageView(
                        coverage.compared(), Wire.rounded(coverage.withinMedian()), Wire.rounded(coverage.withinP90()));
    }
}
