package io.virtualqueue.server;

import io.virtualqueue.server.db.TestDatabase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Servers that test classes share besides {@link RunningServer#shared()}. The first who asks has them started; they stop
 * when the JVM ends, and no test stops or kills them.
 */
public final class SharedServers {
    private static @Nullable Pair pair;
    private static @Nullable RunningServer callingOut;

    private SharedServers() {}

    /** Two on one database. */
    public record Pair(TestDatabase database, RunningServer one, RunningServer other) {}

    public static synchronized Pair pair() {
        Pair running = pair;
        if (running == null) {
            TestDatabase database = TestDatabase.fresh();
            running = new Pair(database, kept(database, Map.of()), kept(database, Map.of()));
            pair = running;
        }
        return running;
    }

    /** One that may call receivers on this machine. */
    public static synchronized RunningServer callingOut() {
        RunningServer running = callingOut;
        if (running == null) {
            running = kept(TestDatabase.fresh(), Map.of("VQ_OUTBOUND_ALLOW_PRIVATE", "true"));
            callingOut = running;
        }
        return running;
    }

    private static RunningServer kept(TestDatabase database, Map<String, String> variables) {
        RunningServer server = RunningServer.on(database.settings(), variables);
        TestDatabase.atTheEnd(server);
        return server;
    }
}
