package io.virtualqueue.bench.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The CPU time used so far: of the machine, and of ours in it. Two of them make a {@link CpuUse}.
 *
 * @param machineTicks of all cores, by everyone
 * @param oursTicks of this process, the servers that it started, and their PostgreSQL
 * @param generatorTicks of this process alone
 */
public record CpuTimes(
        long nanos, long machineTicks, long oursTicks, long generatorTicks, long serverTicks, long postgresTicks) {
    /**
     * Reads the times now.
     *
     * @param servers processes that are measured
     * @param postgres main processes of the PostgreSQL beneath them
     * @param others processes that are ours too
     */
    public static CpuTimes now(Collection<Long> servers, Collection<Long> postgres, Collection<Long> others) {
        long self = ProcessHandle.current().pid();
        long machine = Proc.machineBusyTicks();
        List<Proc.ProcessTime> processes = Proc.processes();
        List<Long> ours = new ArrayList<>(others);
        ours.add(self);
        ours.addAll(servers);
        ours.addAll(postgres);
        return new CpuTimes(
                System.nanoTime(),
                machine,
                Proc.treeTicks(processes, ours),
                processes.stream()
                        .filter(process -> process.pid() == self)
                        .mapToLong(Proc.ProcessTime::ticks)
                        .sum(),
                Proc.treeTicks(processes, servers),
                Proc.treeTicks(processes, postgres));
    }

    /** What was used since then. */
    public CpuUse since(CpuTimes before, int cores) {
        double available = (nanos - before.nanos) / 1_000.0 / Proc.MICROS_PER_TICK * cores;
        long outside = (machineTicks - before.machineTicks) - (oursTicks - before.oursTicks);
        return new CpuUse(
                Math.max(0, outside / available),
                (machineTicks - before.machineTicks) / available,
                (generatorTicks - before.generatorTicks) * Proc.MICROS_PER_TICK,
                (serverTicks - before.serverTicks) * Proc.MICROS_PER_TICK,
                (postgresTicks - before.postgresTicks) * Proc.MICROS_PER_TICK);
    }
}
