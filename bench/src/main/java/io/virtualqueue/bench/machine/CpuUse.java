package io.virtualqueue.bench.machine;

/**
 * The CPU that a run used.
 *
 * @param outsideShare of all cores, used by what is not ours: 0 to 1
 * @param busyShare of all cores, used by anyone
 * @param generatorMicros of this process
 * @param serverMicros user and system time of the server's processes
 * @param postgresMicros the same of all PostgreSQL processes
 */
public record CpuUse(
        double outsideShare, double busyShare, long generatorMicros, long serverMicros, long postgresMicros) {
    /** With more than this, a run is thrown away. */
    public static final double MAX_OUTSIDE_SHARE = 0.05;

    public boolean isDisturbed() {
        return outsideShare > MAX_OUTSIDE_SHARE;
    }
}
