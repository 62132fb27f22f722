package io.virtualqueue.server.queue;

import io.virtualqueue.engine.WaitBasis;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the estimates of a desk rest on.
 *
 * @param services how many of the last services count, older ones less than one each
 * @param meanServiceSeconds how long someone who is called occupies a counter on average, no-shows included
 * @param counters how many counters are taken to serve: those that are open, or, where nobody tells, those that are
 *     usually occupied while somebody waits
 * @param busyShare the share of an open counter's time in which somebody is there while others wait
 * @param noShowShare the share of those called who did not come
 */
@Schema(name = "WaitBasis")
public record WaitBasisView(
        double services, long meanServiceSeconds, double counters, double busyShare, double noShowShare) {

    static @Nullable WaitBasisView of(@Nullable WaitBasis basis) {
        return basis == null
                ? null
                : new WaitBasisView(
                        Wire.rounded(basis.services()),
                        basis.meanService().toSeconds(),
                        Wire.rounded(basis.counters()),
                        Wire.rounded(basis.busyShare()),
                        Wire.rounded(basis.noShowShare()));
    }
}
