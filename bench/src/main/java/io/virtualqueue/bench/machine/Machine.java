package io.virtualqueue.bench.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures were measured on. */
public final class Machine {
    private static final long GIBIBYTE = 1L << 30;

    private Machine() {}

    /** Names and values, in the order in which to show them. */
    public static Map<String, String> facts(Cores cores) {
        Map<String, String> facts = new LinkedHashMap<>();
        String model = Proc.read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
        facts.put("CPU", model + ", " + cores.count() + " cores");
        facts.put("cores", cores.layout());
        facts.put("memory", Math.round((double) Proc.machineBytes() / GIBIBYTE) + " GiB");
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vm.vendor") + " " + Runtime.version());
        return facts;
    }
}
