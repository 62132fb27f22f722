package io.virtualqueue.server.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.db.RepeatedWork;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * The lanes of this server: for each webhook with something to send one, unless another server has it. Whoever makes
 * deliveries wakes them; retries, and what others have left, are found by a look each second.
 */
@Singleton
final class Lanes {
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Webhooks that this server sends for at the same time. */
    static final int MAX_LANES = 64;
    /** Requests of all lanes under way. */
    static final int MAX_REQUESTS = 256;
    /** How long a lane may go on when others wait for a place. */
    static final Duration TURN = Duration.ofSeconds(10);
    /** How long stopping waits for the lanes. */
    static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
    /** How long a webhook is left alone when its lane has failed. */
    private static final Duration BACK_OFF = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private final LaneRows rows;
    private final LaneParts parts;
    private final UUID owner = UUID.randomUUID();
    private final Map<UUID, Lane> running = new ConcurrentHashMap<>();
    /** Until when, by the clock of {@link System#nanoTime}, a webhook is left alone. */
    private final Map<UUID, Long> leftAlone = new ConcurrentHashMap<>();

    private final Semaphore places = new Semaphore(MAX_LANES);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RepeatedWork looks = new RepeatedWork("look for webhooks to send to", LOOK_EVERY, this::look);
    private volatile boolean othersWait;

    @Inject
    Lanes(
            LaneRows rows,
            ToldSessions sessions,
            Sender sender,
            WebhookSecrets secrets,
            SwitchOff switchOff,
            DeliveryMetrics metrics) {
        this.rows = rows;
        this.parts = new LaneParts(
                rows,
                sessions,
                sender,
                secrets,
                switchOff,
                metrics,
                owner,
                new LaneParts.Requests(new Semaphore(MAX_REQUESTS), threads));
    }

    void start(@Observes StartupEvent event) {
        looks.start();
    }

    void stop(@Observes ShutdownEvent event) {
        looks.stop();
        running.values().forEach(Lane::wake);
        long start = System.nanoTime();
        try {
            while (!running.isEmpty() && System.nanoTime() - start < STOPS_WITHIN.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private boolean isStopped() {
        return looks.isStopped();
    }

    /** There is something to be sent to these webhooks of a tenant. */
    void wake(UUID tenantId, Collection<UUID> webhooks) {
        webhooks.forEach(id -> wake(new LaneRows.Key(tenantId, id)));
    }

    private void wake(LaneRows.Key key) {
        Lane lane = running.get(key.webhookId());
        if (lane != null) {
            lane.wake();
        } else if (!isLeftAlone(key.webhookId())) {
            begin(key);
        }
    }

    private boolean isLeftAlone(UUID webhookId) {
        Long until = leftAlone.get(webhookId);
        return until != null && System.nanoTime() - until < 0;
    }

    private void begin(LaneRows.Key key) {
        if (isStopped()) {
            return;
        }
        if (!places.tryAcquire()) {
            othersWait = true;
            return;
        }
        Lane lane = new Lane(key, parts);
        if (running.putIfAbsent(key.webhookId(), lane) == null) {
            threads.execute(() -> run(lane));
        } else {
            places.release();
        }
    }

    private void run(Lane lane) {
        UUID id = lane.key.webhookId();
        long start = System.nanoTime();
        BooleanSupplier goesOn = () -> !isStopped() && !(othersWait && System.nanoTime() - start > TURN.toNanos());
        Duration pause = BACK_OFF;
        try {
            pause = lane.run(goesOn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DatabaseUnavailableException away) {
            LOG.debugf("Webhook %s waits until the database is back: %s", id, away.getMessage());
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Sending for webhook %s failed", id);
        } finally {
            leaveAlone(id, pause);
            running.remove(id);
            places.release();
        }
        // Whoever woke it while it was ending did not begin another.
        if (lane.isWoken() && !pause.isPositive()) {
            wake(lane.key);
        }
    }

    private void leaveAlone(UUID webhookId, Duration pause) {
        if (pause.isPositive()) {
            leftAlone.put(webhookId, System.nanoTime() + pause.toNanos());
        } else {
            leftAlone.remove(webhookId);
        }
    }

    private void look() {
        leftAlone.keySet().removeIf(id -> !isLeftAlone(id));
        Set<UUID> butFor = new HashSet<>(running.keySet());
        butFor.addAll(leftAlone.keySet());
        List<LaneRows.Key> due = new ArrayList<>(rows.due(butFor, owner, 2 * MAX_LANES));
        othersWait = due.size() > places.availablePermits();
        due.forEach(this::wake);
    }
}
