package io.virtualqueue.bench.rows;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.machine.CpuTimes;
import io.virtualqueue.bench.server.HttpApi;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Target;
import java.util.List;

/**
 * A start of a server.
 *
 * @param seconds from the start of the process to the answer
 * @param outsideShare load from outside meanwhile
 */
record Start(double seconds, double outsideShare) {
    /** Of a start, whose many short processes end uncounted, more looks like load from outside than of a load. */
    static final double MAX_OUTSIDE_SHARE = 0.10;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Kills the server and starts it; the answer is the position of one in the middle, as it was before. */
    static Start afterKill(Lab lab, PackagedServer server, Places places) throws Exception {
        int place = places.size() / 2;
        String path = "/v1/sessions/" + places.id(place) + "/position";
        JsonNode before = position(server, places.token(place), path);
        server.kill();
        server.startAgain();
        // The process is there, but has hardly begun.
        Target none = new Target(server.port(), List.of(), List.of());
        CpuTimes times = lab.times(none);
        double seconds =
                server.await(() -> position(server, places.token(place), path).equals(before))
                                .toNanos()
                        / NANOS_PER_SECOND;
        server.awaitReady();
        return new Start(seconds, lab.since(times, none).outsideShare());
    }

    private static JsonNode position(PackagedServer server, String token, String path) throws Exception {
        return HttpApi.on(server.port(), "Authorization", "Bearer " + token).get(path);
    }
}
