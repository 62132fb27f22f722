package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.SimulatedDesk.Day;
import io.virtualqueue.engine.SimulatedDesk.Draw;
import io.virtualqueue.engine.SimulatedDesk.Habits;
import io.virtualqueue.engine.SimulatedRoom.Profile;
import io.virtualqueue.engine.SimulatedRoom.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people were told at a simulated desk, beside what came. The lines are long enough that chance leaves the wait of
 * one person predictable; what can be known in short lines of memoryless services is compared with what was told.
 */
class DeskEstimateTest {
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    /** What is told in the first hour rests on few services, and is left out. */
    private static final double FIRST_SECONDS = HOUR;

    private static final double SHORTEST_SECONDS = 60;
    private static final double SERVICE_SECONDS = 280;

    record Scenario(String name, double seconds, Day day) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scenario> scenarios() {
        Draw varied = Draw.logNormal(SERVICE_SECONDS, 0.6);
        return List.of(
                plain("exponential", 6, 76, Draw.exponential(SERVICE_SECONDS)),
                plain("log-normal", 6, 76, Draw.logNormal(SERVICE_SECONDS, 0.8)),
                plain("deterministic", 4, 48, Draw.always(SERVICE_SECONDS)),
                plain("one counter", 1, 12.3, Draw.logNormal(SERVICE_SECONDS, 0.5)),
                plain("many counters", 20, 240, Draw.exponential(SERVICE_SECONDS)),
                of("breaks", steps(7, 7, 5, 7, 6), wave(79, 12), varied, Habits.PLAIN),
                of("no-shows", always(6), wave(74, 12), varied, new Habits(0.15, 0.5, 0, 0, 0, true, true)),
                of("priorities", always(6), wave(75, 10), varied, new Habits(0, 0, 0.25, 0, 0, true, true)),
                of("appointments", always(6), wave(73, 10), varied, new Habits(0, 0, 0, 0.3, 0, true, true)),
                of("leavers", always(8), wave(120, 20), varied, new Habits(0, 0, 0, 0, 3_600, true, true)),
                of("untold", steps(7, 7, 6, 7, 6), wave(81, 12), varied, new Habits(0, 0, 0, 0, 0, false, false)),
                of(
                        "all",
                        steps(10, 9, 8, 10, 9),
                        wave(134, 20),
                        varied,
                        new Habits(0.1, 0.5, 0.1, 0.2, 5_400, true, true)),
                new Scenario(
                        "office days",
                        6 * DAY,
                        day(
                                officeHours(8, 6),
                                officeArrivals(),
                                varied,
                                new Habits(0.1, 0.3, 0.1, 0.2, 7_200, true, true))));
    }

    private static Scenario plain(String name, double counters, double perHour, Draw service) {
        return of(name, always(counters), wave(perHour, 0.15 * perHour), service, Habits.PLAIN);
    }

    private static Scenario of(String name, Profile counters, Profile perHour, Draw service, Habits habits) {
        return new Scenario(name, 60 * HOUR, day(counters, perHour, service, habits));
    }

    private static Day day(Profile counters, Profile perHour, Draw service, Habits habits) {
        return new Day(counters, perHour, service, Draw.exponential(15), Draw.exponential(5), habits);
    }

    private static Profile always(double value) {
        return seconds -> value;
    }

    private static Profile wave(double middle, double height) {
        return seconds -> middle + height * Math.sin(2 * Math.PI * seconds / (4 * HOUR));
    }

    /** A new value each 40 minutes. */
    private static Profile steps(double... values) {
        return seconds -> values[(int) (seconds / 2_400) % values.length];
    }

    /** So many counters from eight until seven, and fewer from noon until two. */
    private static Profile officeHours(double counters, double atNoon) {
        return seconds -> {
            double hour = seconds % DAY / HOUR;
            return hour < 8 || hour >= 19 ? 0 : hour >= 12 && hour < 14 ? atNoon : counters;
        };
    }

    /** People come from half past seven until half past five, most in the first hours. */
    private static Profile officeArrivals() {
        return seconds -> {
            double hour = seconds % DAY / HOUR;
            return hour < 7.5 || hour >= 17.5 ? 0 : hour < 10 ? 132 : 95;
        };
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nineInTenWaitNoLongerThanToldAndTheMedianIsNear(Scenario scenario) {
        check(scenario, 42);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("scenarios")
    void alsoWithOtherChances(Scenario scenario) {
        for (long seed = 1; seed <= 10; seed++) {
            check(scenario, seed);
        }
    }

    private static void check(Scenario scenario, long seed) {
        SimulatedDesk desk = SimulatedDesk.run(scenario.day(), seed, scenario.seconds());
        List<Told> told = desk.told().stream()
                .filter(one -> one.madeAtSeconds() > FIRST_SECONDS)
                .toList();

        assertThat(told).hasSizeGreaterThan(5_000);
        assertThat(share(told, Told::p90)).as("%s, %s", scenario, seed).isBetween(0.85, 0.95);
        assertThat(share(told, Told::median)).as("%s, %s", scenario, seed).isBetween(0.38, 0.62);
        assertThat(medianError(told)).as("%s, %s", scenario, seed).isLessThanOrEqualTo(0.2);
        assertThat(typicalMargin(told)).as("%s, %s", scenario, seed).isLessThan(1.75);
        assertThat(desk.state().waitCoverage().withinP90())
                .as("what the queue itself says of %s, %s", scenario, seed)
                .isBetween(0.8, 0.99);
    }

    /** The share of those who waited no longer than told. */
    private static double share(List<Told> told, ToDoubleFunction<Told> estimate) {
        return told.stream()
                        .filter(one -> one.actual() <= estimate.applyAsDouble(one))
                        .count()
                / (double) told.size();
    }

    private static double medianError(List<Told> told) {
        return middle(told.stream()
                .filter(one -> one.actual() >= SHORTEST_SECONDS)
                .mapToDouble(one -> Math.abs(one.median() - one.actual()) / one.actual())
                .toArray());
    }

    /** Half of the 90th percentiles told are this much above the median told: a wide guess would be no help. */
    private static double typicalMargin(List<Told> told) {
        return middle(told.stream()
                .filter(one -> one.median() >= SHORTEST_SECONDS)
                .mapToDouble(one -> one.p90() / one.median())
                .toArray());
    }

    private static double middle(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** With memoryless services at c counters, the k-th in line waits for k calls that come at random, c in a service. */
    @Test
    void inShortLinesOfMemorylessServicesTheEstimateIsNearTheExactOne() {
        List<Double> medians = new ArrayList<>();
        List<Double> percentiles = new ArrayList<>();
        Day busy = new Day(always(3), always(40), Draw.exponential(300), Draw.always(0), Draw.always(0), Habits.PLAIN);
        for (long seed = 1; seed <= 12; seed++) {
            QueueState state = SimulatedDesk.run(busy, seed, 30 * HOUR).state();
            for (int position = 1; position <= 8; position++) {
                WaitEstimate estimate = Objects.requireNonNull(state.waitEstimate(position, state.lastEventAt()));
                medians.add(error(estimate.median().toMillis() / 1e3, 100 * callsWithin(position, 0.5)));
                percentiles.add(error(estimate.p90().toMillis() / 1e3, 100 * callsWithin(position, 0.9)));
            }
        }

        assertThat(middle(medians.stream().mapToDouble(Double::doubleValue).toArray()))
                .isLessThan(0.2);
        assertThat(middle(percentiles.stream().mapToDouble(Double::doubleValue).toArray()))
                .isLessThan(0.2);
    }

    private static double error(double told, double exact) {
        return Math.abs(told - exact) / exact;
    }

    /** The time, in mean times between calls, by which so many calls have come with this probability. */
    private static double callsWithin(int calls, double probability) {
        double low = 0;
        double high = 100;
        while (high - low > 1e-6) {
            double middle = (low + high) / 2;
            double term = Math.exp(-middle);
            double fewer = 0;
            for (int count = 0; count < calls; count++) {
                fewer += term;
                term *= middle / (count + 1);
            }
            if (1 - fewer < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
