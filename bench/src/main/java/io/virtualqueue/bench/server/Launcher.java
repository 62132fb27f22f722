package io.virtualqueue.bench.server;

import io.virtualqueue.bench.machine.Children;
import io.virtualqueue.bench.machine.Cores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts what is measured, on the cores that are for it.
 *
 * @param java the program of the JDK
 * @param jar of the packaged server
 * @param serverOptions of Java, exactly as {@code ./vq serve} gives them
 * @param temporary where data directories are made
 */
public record Launcher(
        Children children, Cores cores, Path java, Path jar, List<String> serverOptions, Path temporary) {

    /** A program of this module in a process of its own that prints its port first. */
    public Target program(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = children.start(
                new ProcessBuilder(cores.server(command)).redirectError(ProcessBuilder.Redirect.INHERIT));
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = output.readLine();
        if (port == null) {
            throw new IOException(main.getSimpleName() + " ended at its start");
        }
        return new Target(Integer.parseInt(port), List.of(process.pid()), List.of());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The data directory in the directory of a server. */
    static Path data(Path directory) {
        return directory.resolve("data");
    }

    /** An empty directory for a server. */
    public Path newDirectory(String name) throws IOException {
        return children.newDirectory(temporary, name);
    }
}
