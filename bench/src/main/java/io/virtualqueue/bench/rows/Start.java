package io.virtualqueue.bench.rows;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.Watched;
import io.virtualqueue.bench.server.HttpApi;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import java.util.concurrent.Callable;

/** Starts of a server, each from the start of its process to an answer. */
final class Start {
    /** Of a start, whose many short processes end uncounted, more looks like load from outside than of a load. */
    static final double MAX_OUTSIDE_SHARE = 0.10;

    private static final double NANOS_PER_SECOND = 1e9;

    private Start() {}

    /** Kills the server and starts it; the answer is the position of one in the middle, as it was before. */
    static Watched<Double> afterKill(Lab lab, PackagedServer server, Places places) throws Exception {
        int place = places.size() / 2;
        String path = "/v1/sessions/" + places.id(place) + "/position";
        JsonNode before = position(server, places.token(place), path);
        return again(
                lab,
                server,
                server::kill,
                () -> position(server, places.token(place), path).equals(before));
    }

    /** Stops the server and starts it; the answer is that it is ready. */
    static Watched<Double> afterStop(Lab lab, PackagedServer server) throws Exception {
        return again(
                lab,
                server,
                server::stop,
                () -> HttpApi.anonymous(server.port()).status("/q/health/ready") == 200);
    }

    /** Ends a server. */
    private interface End {
        void end() throws Exception;
    }

    private static Watched<Double> again(Lab lab, PackagedServer server, End end, Callable<Boolean> answer)
            throws Exception {
        return lab.undisturbed(MAX_OUTSIDE_SHARE, () -> {
            end.end();
            server.startAgain();
            // From here on, when the process is there and has hardly begun: what went before is not part of it.
            return lab.watch(() -> {
                double seconds = server.await(answer).toNanos() / NANOS_PER_SECOND;
                server.awaitReady();
                return seconds;
            });
        });
    }

    private static JsonNode position(PackagedServer server, String token, String path) throws Exception {
        return HttpApi.on(server.port(), "Authorization", "Bearer " + token).get(path);
    }
}
