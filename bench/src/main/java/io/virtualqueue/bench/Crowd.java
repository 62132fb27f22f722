package io.virtualqueue.bench;

import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.server.Joins;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Places;
import io.virtualqueue.bench.server.Tenant;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server with one queue in which very many wait, filled through the API, once for all rows that need it. */
public final class Crowd {
    private static final int CONNECTIONS = 512;

    private final Lab lab;
    private @Nullable Filled filled;
    private @Nullable Watched<Long> full;

    Crowd(Lab lab) {
        this.lab = lab;
    }

    /**
     * The server, and who waits.
     *
     * @param places of all who joined so far
     * @param idleBytes of the server before anyone joined, in RAM
     */
    public record Filled(PackagedServer server, Tenant tenant, String queueId, Places places, long idleBytes) {}

    /** The crowd, grown to at least that many. */
    public Filled grownTo(int count) throws IOException, InterruptedException, SQLException {
        Filled crowd = filled;
        if (crowd == null) {
            crowd = open();
            filled = crowd;
        }
        int before = crowd.places().size();
        if (before < count) {
            lab.say("letting " + (count - before) + " people join");
            Joins joins = new Joins(crowd.tenant(), crowd.queueId(), before, count - before);
            Sample sample = lab.loadOnce(
                    LoadPlan.all(crowd.server().port(), CONNECTIONS, joins, 201, crowd.places()),
                    crowd.server().target());
            full = new Watched<>(crowd.server().residentBytes(), sample.cpu());
        }
        return crowd;
    }

    /** What the server had in RAM just after the last of them joined; it must have been {@link #grownTo grown}. */
    public Watched<Long> fullBytes() {
        return Objects.requireNonNull(full);
    }

    private Filled open() throws IOException, InterruptedException, SQLException {
        PackagedServer server = lab.startServer("crowd");
        long idle = server.residentBytes();
        Tenant tenant = server.tenant();
        return new Filled(
                server, tenant, tenant.waitingRoom(0), new Places(lab.scale().waiting()), idle);
    }

    /** Ends the server: no row needs it any more. */
    public void discard() {
        Filled crowd = filled;
        if (crowd != null) {
            crowd.server().discard();
            filled = null;
        }
    }
}
