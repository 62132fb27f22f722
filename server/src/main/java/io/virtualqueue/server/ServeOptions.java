package io.virtualqueue.server;

import io.virtualqueue.server.db.DatabaseSettings;
import io.virtualqueue.server.db.StartupException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How this server was asked to run; an option on the command line wins over its environment variable.
 *
 * @param host the address to listen on; {@code --host}, {@code VQ_HOST}
 * @param port 0 to 65535, 0 for any free one; {@code --port}, {@code VQ_PORT}
 * @param demo whether to make the demo tenant; {@code --demo}, {@code --no-demo}, {@code VQ_DEMO}; by default on an
 *     empty data directory of an embedded database
 * @param database embedded in {@code --data}, {@code VQ_DATA}, or another by {@code VQ_DB_URL}
 */
public record ServeOptions(String host, int port, boolean demo, DatabaseSettings database) {
    /** Not reachable from other machines, because a first start makes a demo. */
    private static final String DEFAULT_HOST = "127.0.0.1";

    private static final String DEFAULT_PORT = "8080";
    private static final String DEFAULT_DATA = "data";
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads the command line.
     *
     * @throws StartupException when an option is unknown or its value cannot be
     */
    static ServeOptions read(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        if ("serve".equals(rest.peek())) {
            rest.remove();
        }
        while (!rest.isEmpty()) {
            readOption(rest.remove(), rest, given);
        }
        DatabaseSettings database =
                DatabaseSettings.from(environment, directory(value("data", DEFAULT_DATA, given, environment)));
        return new ServeOptions(
                value("host", DEFAULT_HOST, given, environment),
                port(value("port", DEFAULT_PORT, given, environment)),
                demo(value("demo", "", given, environment), database),
                database);
    }

    private static void readOption(String argument, Deque<String> rest, Map<String, String> given) {
        String[] pair = argument.split("=", 2);
        switch (pair[0]) {
            case "--demo" -> given.put("demo", "true");
            case "--no-demo" -> given.put("demo", "false");
            case "--host", "--port", "--data" ->
                given.put(pair[0].substring(2), pair.length > 1 ? pair[1] : next(pair[0], rest));
            default -> throw new StartupException("There is no option " + argument + "; ./vq help lists all.");
        }
    }

    private static String next(String option, Deque<String> rest) {
        String value = rest.poll();
        if (value == null) {
            throw new StartupException("The option " + option + " needs a value.");
        }
        return value;
    }

    private static String value(
            String name, String otherwise, Map<String, String> given, Map<String, String> environment) {
        String variable = environment.getOrDefault("VQ_" + name.toUpperCase(Locale.ROOT), "");
        return given.getOrDefault(name, variable.isBlank() ? otherwise : variable);
    }

    /** Reads a port, 0 to 65535. */
    static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new StartupException("The port must be a number from 0 to " + HIGHEST_PORT + ", not " + text + ".");
    }

    private static Path directory(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException impossible) {
            throw new StartupException("The data directory cannot be called " + text + ".", impossible);
        }
    }

    private static boolean demo(String text, DatabaseSettings database) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "" ->
                database instanceof DatabaseSettings.Embedded(var data) && !Files.exists(data.resolve("postgres"));
            default -> throw new StartupException("VQ_DEMO must be true or false, not " + text + ".");
        };
    }
}
