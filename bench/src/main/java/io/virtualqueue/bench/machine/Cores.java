package io.virtualqueue.bench.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which cores do what: with four or more, servers and PostgreSQL have the first two and the load the next two; with
 * fewer, all share all.
 *
 * @param count of the machine
 */
public record Cores(int count) {
    private static final int ENOUGH = 4;
    private static final String OF_SERVERS = "0,1";
    private static final String OF_LOAD = "2,3";

    public static Cores ofThisMachine() {
        return new Cores(Runtime.getRuntime().availableProcessors());
    }

    public boolean areShared() {
        return count < ENOUGH;
    }

    /** The command that runs this one on the servers' cores. */
    public List<String> server(List<String> command) {
        if (areShared()) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", OF_SERVERS));
        pinned.addAll(command);
        return pinned;
    }

    /** Moves this process to the cores of the load. */
    public void takeLoadCores() throws IOException, InterruptedException {
        if (!areShared()) {
            Process taskset = new ProcessBuilder(
                            "taskset",
                            "-a",
                            "-p",
                            "-c",
                            OF_LOAD,
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IOException("taskset failed");
            }
        }
    }

    /** In words. */
    public String layout() {
        return areShared()
                ? "all " + count + " cores are shared by server, PostgreSQL and load generator"
                : "server and PostgreSQL on cores " + OF_SERVERS + ", load generator on cores " + OF_LOAD;
    }
}
