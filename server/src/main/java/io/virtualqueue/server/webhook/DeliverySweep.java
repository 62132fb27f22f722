package io.virtualqueue.server.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.RepeatedWork;
import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.WorkerTransactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;

/** Forgets deliveries after a while, and those of webhooks that are gone. Any number of servers may do so at once. */
@Singleton
final class DeliverySweep {
    static final Duration EVERY = Duration.ofHours(1);
    /** How long deliveries that have arrived can be looked at. */
    static final Duration DELIVERED_KEPT_FOR = Duration.ofDays(7);
    /** How long deliveries that were given up can be looked at and sent again. */
    static final Duration DEAD_KEPT_FOR = Duration.ofDays(30);
    /** Rows deleted in one transaction. */
    static final int MAX_AT_ONCE = 5_000;

    private static final String DELETE_ENDED = Sql.text(DeliverySweep.class, "delete_ended_deliveries");
    private static final String FIND_LEFT = Sql.text(DeliverySweep.class, "find_left_deliveries");
    private static final String DELETE_LEFT = Sql.text(DeliverySweep.class, "delete_left_deliveries");
    private static final String DELETE_LANES = Sql.text(DeliverySweep.class, "delete_left_lanes");
    private static final String FIND_UNBURIED = Sql.text(DeliverySweep.class, "find_unburied");
    private static final String LIMIT = "limit";

    private final WorkerTransactions worker;
    private final SwitchOff switchOff;
    private final Clock clock;
    private final RepeatedWork sweeps = new RepeatedWork("sweep of deliveries", EVERY, this::sweep);

    @Inject
    DeliverySweep(WorkerTransactions worker, SwitchOff switchOff, Clock clock) {
        this.worker = worker;
        this.switchOff = switchOff;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        sweeps.startAfterPause();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeps.stop();
    }

    /** One round. */
    void sweep() {
        lanes(FIND_UNBURIED).forEach(lane -> switchOff.bury(lane.tenantId(), lane.webhookId()));
        deleteEnded("delivered", DELIVERED_KEPT_FOR);
        deleteEnded("dead", DEAD_KEPT_FOR);
        lanes(FIND_LEFT).forEach(this::deleteLeft);
        worker.inTransaction(handle -> handle.execute(DELETE_LANES));
    }

    private List<LaneRows.Key> lanes(String sql) {
        return worker.inTransaction(handle -> handle.createQuery(sql)
                .map((row, _) -> new LaneRows.Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    private void deleteEnded(String state, Duration keptFor) {
        inBatches(() -> worker.inTransaction(handle -> handle.createUpdate(DELETE_ENDED)
                .bind("state", state)
                .bind("before", WebhookRows.utc(clock.instant().minus(keptFor)))
                .bind(LIMIT, MAX_AT_ONCE)
                .execute()));
    }

    private void deleteLeft(LaneRows.Key lane) {
        inBatches(() -> worker.inTransaction(handle -> handle.createUpdate(DELETE_LEFT)
                .bind("tenant", lane.tenantId())
                .bind("webhook", lane.webhookId())
                .bind(LIMIT, MAX_AT_ONCE)
                .execute()));
    }

    private void inBatches(IntSupplier batch) {
        int last;
        do {
            last = batch.getAsInt();
        } while (last == MAX_AT_ONCE && !sweeps.isStopped());
    }
}
