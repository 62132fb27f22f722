package io.virtualqueue.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a JVM just after its garbage was collected.
 *
 * @param usedBytes of the heap
 * @param residentBytes of the whole process, in RAM
 */
public record Heap(long usedBytes, long residentBytes) {
    private static final Pattern USED = Pattern.compile("total .*?used (\\d+)K");
    private static final int BYTES_PER_KILOBYTE = 1_024;

    /**
     * Collects the garbage of that process and reads what it needs then.
     *
     * @param java the program of the JDK, beside which there is {@code jcmd}
     */
    public static Heap collected(Path java, long pid) throws IOException, InterruptedException {
        jcmd(java, pid, "GC.run");
        return new Heap(used(jcmd(java, pid, "GC.heap_info")), Proc.residentBytes(pid));
    }

    static long used(String heapInfo) {
        Matcher used = USED.matcher(heapInfo);
        if (!used.find()) {
            throw new IllegalArgumentException("no used heap in: " + heapInfo);
        }
        return Long.parseLong(used.group(1)) * BYTES_PER_KILOBYTE;
    }

    private static String jcmd(Path java, long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java.resolveSibling("jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }
}
