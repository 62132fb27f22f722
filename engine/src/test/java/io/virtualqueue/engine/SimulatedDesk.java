package io.virtualqueue.engine;

import io.virtualqueue.engine.SimulatedRoom.Profile;
import io.virtualqueue.engine.SimulatedRoom.Told;
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
 * A service desk in simulated time, led by {@link Decider#decide} and {@link QueueState#evolve} alone: people come, some
 * give up, staff at several counters call, serve and take breaks, some of those called do not come and some of these
 * return. Every forecast is kept until the truth is known.
 */
final class SimulatedDesk {

    /** A length of time that chance decides, in seconds. */
    interface Draw {
        double seconds(Random random);

        /** Memoryless. */
        static Draw exponential(double mean) {
            return random -> -mean * Math.log1p(-random.nextDouble());
        }

        /** With this mean, and this standard deviation of the logarithm. */
        static Draw logNormal(double mean, double sigma) {
            return random -> mean * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
        }

        static Draw always(double seconds) {
            return random -> seconds;
        }
    }

    /**
     * What happens at the desk.
     *
     * @param counters how many are open; who serves when one closes comes to the end of the service
     * @param arrivalsPerHour how many come
     * @param service from the beginning of a service to its end
     * @param coming from the call to the beginning
     * @param pause from the end of a service to the next call
     */
    record Day(Profile counters, Profile arrivalsPerHour, Draw service, Draw coming, Draw pause, Habits habits) {}

    /**
     * What people do.
     *
     * @param missing the share of those called who do not come
     * @param returning the share of those who come later after all
     * @param highShare the share of those whose level goes before others
     * @param bookedShare the share of those who come for an appointment
     * @param meanPatienceSeconds after which people give up, 0 for never
     * @param tells whether the queue is told how many counters are open
     * @param begins whether staff say that a service begins, rather than only that it ends
     */
    record Habits(
            double missing,
            double returning,
            double highShare,
            double bookedShare,
            double meanPatienceSeconds,
            boolean tells,
            boolean begins) {
        static final Habits PLAIN = new Habits(0, 0, 0, 0, 0, true, true);
    }

    private record Open(Instant at, WaitEstimate estimate) {}

    private record Due(double seconds, Runnable action) {}

    private static final double ASKING_EVERY_SECONDS = 20;
    private static final double LOOKING_EVERY_SECONDS = 5;
    private static final double NO_SHOW_AFTER_SECONDS = 120;
    private static final double MEAN_RETURN_SECONDS = 600;
    private static final double HIGHEST_PER_HOUR = 400;

    private static final Appointments APPOINTMENTS =
            new Appointments(Duration.ofHours(1), Duration.ofMinutes(15), Duration.ofMinutes(20));

    private final Scene scene = Scene.of(desk());
    private final Day day;
    private final Random random;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>((one, other) -> Double.compare(one.seconds(), other.seconds()));
    private final Map<UUID, List<Open>> open = new HashMap<>();
    private int busy;
    private int toldCounters = -1;
    private double seconds;
    private final List<Told> told = new ArrayList<>();

    private SimulatedDesk(Day day, long seed) {
        this.day = day;
        this.random = new Random(seed);
    }

    private static QueueSettings desk() {
        VisitRules usual = VisitRules.DESK;
        return QueueSettings.serviceDesk("desk")
                .withVisits(new VisitRules(
                        usual.zone(),
                        null,
                        null,
                        usual.getReadyAt(),
                        usual.ticketPrefix(),
                        usual.noShowGrace(),
                        usual.returnWithin(),
                        true,
                        APPOINTMENTS,
                        List.of(),
                        usual.serviceTarget()));
    }

    static SimulatedDesk run(Day day, long seed, double seconds) {
        SimulatedDesk desk = new SimulatedDesk(day, seed);
        desk.after(0, desk::arrive);
        desk.after(0, desk::look);
        desk.after(ASKING_EVERY_SECONDS, desk::ask);
        while (desk.seconds < seconds) {
            Due next = desk.agenda.remove();
            desk.seconds = next.seconds();
            desk.scene.now = Scene.START.plusNanos(1_000 * (long) (desk.seconds * 1e6));
            next.action().run();
        }
        return desk;
    }

    List<Told> told() {
        return told;
    }

    QueueState state() {
        return scene.state;
    }

    private void after(double delay, Runnable action) {
        agenda.add(new Due(seconds + delay, action));
    }

    private void arrive() {
        Habits habits = day.habits();
        UUID id = scene.join(random.nextDouble() < habits.highShare() ? "high" : null, arrival());
        note(scene.session(id));
        if (habits.meanPatienceSeconds() > 0) {
            after(Draw.exponential(habits.meanPatienceSeconds()).seconds(random), () -> giveUp(id));
        }
        // Thinning: candidates come at the highest rate and count in the proportion of the rate of the moment.
        Draw gap = Draw.exponential(3_600 / HIGHEST_PER_HOUR);
        double at = seconds + gap.seconds(random);
        while (random.nextDouble() * HIGHEST_PER_HOUR > day.arrivalsPerHour().at(at)) {
            at += gap.seconds(random);
        }
        after(at - seconds, this::arrive);
    }

    /** Who has an appointment comes up to a quarter of an hour too early, or a third of that too late. */
    private Arrival arrival() {
        if (random.nextDouble() >= day.habits().bookedShare()) {
            return Arrival.PLAIN;
        }
        Instant booked = scene.now.plusSeconds(random.nextInt(1_200) - 300);
        return new Arrival(1, booked, 0, Channel.API);
    }

    private void giveUp(UUID id) {
        Session session = scene.state.session(id);
        if (session != null && session.status() == SessionStatus.WAITING) {
            scene.accept(new Command.Leave(id));
            open.remove(id);
        }
    }

    /** Whoever is free and on duty looks whether somebody waits. */
    private void look() {
        int counters = (int) day.counters().at(seconds);
        if (day.habits().tells() && counters != toldCounters) {
            toldCounters = counters;
            scene.accept(new Command.OpenCounters(counters));
        }
        while (busy < counters && scene.state.waiting() > 0) {
            busy++;
            after(day.pause().seconds(random), this::call);
        }
        after(LOOKING_EVERY_SECONDS, this::look);
    }

    private void call() {
        UUID id = scene.callNext();
        if (id == null) {
            busy--;
            return;
        }
        compare(id);
        if (random.nextDouble() < day.habits().missing()) {
            after(NO_SHOW_AFTER_SECONDS, () -> missed(id));
            return;
        }
        double coming = day.coming().seconds(random);
        if (day.habits().begins()) {
            after(coming, () -> scene.accept(new Command.Serve(id)));
        }
        after(coming + day.service().seconds(random), () -> {
            scene.accept(new Command.Complete(id));
            freed();
        });
    }

    private void freed() {
        scene.state = scene.state.forgetEnded();
        if (busy <= (int) day.counters().at(seconds)) {
            after(day.pause().seconds(random), this::call);
        } else {
            busy--;
        }
    }

    private void missed(UUID id) {
        scene.accept(new Command.NoShow(id));
        Session session = scene.session(id);
        if (random.nextDouble() < day.habits().returning()) {
            after(Draw.exponential(MEAN_RETURN_SECONDS).seconds(random), () -> {
                scene.state = scene.state.remembering(List.of(session));
                scene.accept(new Command.PutBack(id, true));
            });
        }
        freed();
    }

    private void compare(UUID id) {
        List<Open> forecasts = open.remove(id);
        for (Open forecast : forecasts == null ? List.<Open>of() : forecasts) {
            told.add(new Told(
                    seconds(Duration.between(Scene.START, forecast.at())),
                    seconds(forecast.estimate().median()),
                    seconds(forecast.estimate().p90()),
                    seconds(Duration.between(forecast.at(), scene.now))));
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
}
