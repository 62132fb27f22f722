package io.virtualqueue.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiting room in simulated time, led by {@link Decider#decide} and {@link QueueState#evolve} alone: visitors come,
 * some give up, the others are released, visit and go. Every forecast is kept until the truth is known.
 */
final class SimulatedRoom {

    /** What happens in the room, in seconds. */
    record Plan(
            int capacity,
            Profile ratePerMinute,
            Profile arrivalsPerSecond,
            double meanPatienceSeconds,
            double meanVisitSeconds,
            double vipShare,
            double seconds) {}

    /** A figure that changes with time. */
    interface Profile {
        double at(double seconds);
    }

    /** A forecast and what came of it. */
    record Told(double madeAtSeconds, double median, double p90, double actual) {}

    private record Open(Instant at, WaitEstimate estimate) {}

    private record Due(double seconds, Runnable action) {}

    /** How often somebody in the line asks again. */
    private static final double ASKING_EVERY_SECONDS = 2;
    /** A tick comes this late, as from a ticker that looks ten times a second. */
    private static final double TICK_SECONDS = 0.1;

    private final Scene scene;
    private final Plan plan;
    private final Random random;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>((one, other) -> Double.compare(one.seconds(), other.seconds()));
    private final Map<UUID, List<Open>> open = new HashMap<>();
    private double seconds;
    final List<Told> told = new ArrayList<>();

    private SimulatedRoom(Plan plan, long seed) {
        this.plan = plan;
        this.random = new Random(seed);
        this.scene = Scene.of(QueueSettings.waitingRoom("room", plan.capacity(), rate()));
    }

    static List<Told> run(Plan plan, long seed) {
        SimulatedRoom room = new SimulatedRoom(plan, seed);
        room.after(0, room::arrive);
        room.after(0, room::tick);
        room.after(ASKING_EVERY_SECONDS, room::ask);
        while (room.seconds < plan.seconds()) {
            Due next = room.agenda.remove();
            room.seconds = next.seconds();
            room.scene.now = Scene.START.plusNanos(1_000 * (long) (room.seconds * 1e6));
            next.action().run();
        }
        return room.told;
    }

    private void after(double delay, Runnable action) {
        agenda.add(new Due(seconds + delay, action));
    }

    private double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    private int rate() {
        return (int) plan.ratePerMinute().at(seconds);
    }

    private void arrive() {
        UUID id = scene.join(random.nextDouble() < plan.vipShare() ? "vip" : null);
        note(scene.session(id));
        if (plan.meanPatienceSeconds() > 0) {
            after(exponential(plan.meanPatienceSeconds()), () -> giveUp(id));
        }
        // Thinning: candidates come at the highest rate and count in the proportion of the rate of the moment.
        double highest = 50;
        double gap = exponential(1 / highest);
        double at = seconds + gap;
        while (random.nextDouble() * highest > plan.arrivalsPerSecond().at(at)) {
            at += exponential(1 / highest);
        }
        after(at - seconds, this::arrive);
    }

    private void giveUp(UUID id) {
        Session session = scene.state.session(id);
        if (session != null && session.status() == SessionStatus.WAITING) {
            scene.accept(new Command.Leave(id));
            open.remove(id);
        }
    }

    private void tick() {
        int rate = rate();
        scene.accept(new Command.ChangeSettings(settings -> withRate(settings, rate)));
        for (Event event : scene.accept(new Command.Tick())) {
            if (event instanceof Event.Released(UUID id)) {
                released(id);
            }
        }
        scene.state = scene.state.forgetEnded();
        after(TICK_SECONDS, this::tick);
    }

    private void released(UUID id) {
        List<Open> forecasts = open.remove(id);
        for (Open forecast : forecasts == null ? List.<Open>of() : forecasts) {
            told.add(new Told(
                    seconds(Duration.between(Scene.START, forecast.at())),
                    seconds(forecast.estimate().median()),
                    seconds(forecast.estimate().p90()),
                    seconds(Duration.between(forecast.at(), scene.now))));
        }
        after(exponential(plan.meanVisitSeconds()), () -> end(id));
    }

    private void end(UUID id) {
        if (scene.state.session(id) != null) {
            scene.accept(new Command.Complete(id));
        }
    }

    /** Somebody in the line looks how long it will still take. */
    private void ask() {
        int waiting = scene.state.waiting();
        if (waiting > 0) {
            note(scene.state.waitingFrom(random.nextInt(waiting), 1).getFirst());
        }
        after(ASKING_EVERY_SECONDS, this::ask);
    }

    private void note(Session session) {
        @Nullable WaitEstimate estimate = scene.state.waitEstimate(scene.state.position(session), scene.now);
        if (estimate != null) {
            open.computeIfAbsent(session.id(), id -> new ArrayList<>()).add(new Open(scene.now, estimate));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static QueueSettings withRate(QueueSettings settings, int rate) {
        return new QueueSettings(
                settings.name(),
                settings.description(),
                settings.kind(),
                settings.status(),
                settings.levels(),
                settings.defaultLevel(),
                settings.maxConcurrentUsers(),
                rate,
                settings.passTtl(),
                settings.servingTimeout(),
                settings.abandonAfter(),
                settings.passUse(),
                settings.order());
    }
}
