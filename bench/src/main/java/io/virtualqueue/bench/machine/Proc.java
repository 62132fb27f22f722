package io.virtualqueue.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Linux's {@code /proc} says of processes and of the whole machine. */
public final class Proc {
    /** CPU times are counted in ticks of 10 ms. */
    public static final long MICROS_PER_TICK = 10_000;

    /** After the name in parentheses, which may hold anything: state, parent, … */
    private static final int PARENT = 1;

    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    /** user, nice, system; then idle, iowait, irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 8};

    private Proc() {}

    /**
     * The CPU time of a process and of its children that have ended.
     *
     * @param ticks of 10 ms
     */
    record ProcessTime(long pid, long parent, long ticks) {
        /** Reads the line of {@code /proc/PID/stat}. */
        static ProcessTime parse(String line) {
            long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return new ProcessTime(pid, Long.parseLong(fields[PARENT]), ticks);
        }
    }

    static List<ProcessTime> processes() {
        List<ProcessTime> all = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path directory : directories) {
                try {
                    all.add(ProcessTime.parse(Files.readString(directory.resolve("stat"))));
                } catch (IOException ended) {
                    // It is not there any more, and what it used belongs to its parent now.
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }

    /** The ticks of these processes and all that descend from them, each once. */
    static long treeTicks(List<ProcessTime> processes, Collection<Long> roots) {
        Map<Long, List<ProcessTime>> children = new HashMap<>();
        Map<Long, ProcessTime> byId = new HashMap<>();
        for (ProcessTime process : processes) {
            children.computeIfAbsent(process.parent(), parent -> new ArrayList<>())
                    .add(process);
            byId.put(process.pid(), process);
        }
        Set<Long> seen = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(roots);
        long ticks = 0;
        while (!open.isEmpty()) {
            Long pid = open.poll();
            if (seen.add(pid)) {
                ProcessTime process = byId.get(pid);
                ticks += process == null ? 0 : process.ticks();
                children.getOrDefault(pid, List.of()).forEach(child -> open.add(child.pid()));
            }
        }
        return ticks;
    }

    /**
     * The ticks that all cores were busy, those stolen by other machines of the host included. Interrupts are not: those
     * of the loopback come from what is measured, and belong to no process.
     */
    static long machineBusyTicks() {
        return busyTicks(read("/proc/stat"));
    }

    static long busyTicks(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
        long ticks = 0;
        for (int field : BUSY) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks;
    }

    /** The memory of a process that is in RAM. */
    public static long residentBytes(long pid) {
        return bytes(read("/proc/" + pid + "/status"), "VmRSS:");
    }

    /** The memory of the machine. */
    static long machineBytes() {
        return bytes(read("/proc/meminfo"), "MemTotal:");
    }

    static long bytes(String text, String name) {
        String line =
                text.lines().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
        String kilobytes = line.substring(name.length()).strip().split(" ", -1)[0];
        return Long.parseLong(kilobytes) * 1_024;
    }

    static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
