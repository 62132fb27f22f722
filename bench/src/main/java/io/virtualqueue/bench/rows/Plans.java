package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.Contestant;
import io.virtualqueue.bench.Lab;
import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.Requests;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.RowLock;
import io.virtualqueue.bench.server.Target;

/** The runs that several rows have in common. */
final class Plans {
    private Plans() {}

    /** A contestant whose answers are counted for the scale's window. */
    static Contestant windowed(
            Lab lab,
            String name,
            Target target,
            int connections,
            RequestSource source,
            int expectedStatus,
            AnswerCheck check) {
        LoadPlan plan = new LoadPlan(
                target.port(),
                connections,
                source,
                expectedStatus,
                check,
                lab.scale().settle(),
                lab.scale().window());
        return new Contestant(name, () -> lab.load(plan, target));
    }

    /** The limit of what is read: the same server answers a constant JSON behind the same credential. */
    static Contestant constantGet(Lab lab, PackagedServer server, int connections, String credential) {
        return windowed(
                lab,
                "the same server's constant JSON",
                server.target(),
                connections,
                RequestSource.constant(Requests.get("/v1/baseline", credential)),
                200,
                AnswerCheck.ANY);
    }

    /** The limit of what is written: the same server's POST that parses JSON and stores nothing. */
    static Contestant emptyPost(Lab lab, PackagedServer server, int connections) {
        return windowed(
                lab,
                "the same server's POST that stores nothing",
                server.target(),
                connections,
                RequestSource.constant(Requests.post("/v1/public/baseline", "{}")),
                201,
                AnswerCheck.ANY);
    }

    /** The limit of who changes one row without batching: lock it, change it, commit, each connection for itself. */
    static Contestant rowLock(Lab lab, PackagedServer server, int connections) throws Exception {
        RowLock row = RowLock.in(server.database());
        Target target = server.target();
        return new Contestant(
                "lock, change and commit one row, " + connections + " connections",
                () -> lab.undisturbed(() ->
                        lab.measured(() -> row.run(connections, lab.scale().window()), target)));
    }
}
