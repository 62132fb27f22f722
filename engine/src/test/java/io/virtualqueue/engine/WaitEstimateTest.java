package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.SimulatedRoom.Plan;
import io.virtualqueue.engine.SimulatedRoom.Profile;
import io.virtualqueue.engine.SimulatedRoom.Told;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people were told in a simulated room, beside what came. */
class WaitEstimateTest {
    private static final double HOUR = 3_600;
    /** What is told in the first minutes rests on nothing, and is left out. */
    private static final double FIRST_SECONDS = 600;

    private static final double SHORTEST_SECONDS = 30;
    private static final int FOREVER = 100_000_000;

    record Scenario(String name, Plan plan) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scenario> scenarios() {
        return List.of(
                new Scenario("steady", new Plan(FOREVER, always(300), wave(5, 1, HOUR), 0, 60, 0, 4 * HOUR)),
                new Scenario("leavers", new Plan(FOREVER, always(300), wave(8, 2, HOUR), 400, 60, 0, 4 * HOUR)),
                new Scenario(
                        "changing rate",
                        new Plan(FOREVER, steps(300, 180, 400, 240), wave(6, 1, HOUR), 600, 60, 0, 6 * HOUR)),
                new Scenario(
                        "rush",
                        new Plan(
                                FOREVER,
                                steps(300, 240, 360, 300),
                                seconds -> seconds < HOUR ? 15 : 4,
                                900,
                                60,
                                0,
                                6 * HOUR)),
                new Scenario("vips ahead", new Plan(FOREVER, always(300), wave(6, 1, HOUR), 500, 60, 0.1, 4 * HOUR)),
                new Scenario("bound by capacity", new Plan(150, always(600), wave(3, 1, HOUR), 500, 60, 0, 4 * HOUR)),
                new Scenario(
                        "bound at times",
                        new Plan(240, steps(300, 150, 300, 200), wave(5, 2, HOUR), 500, 60, 0, 6 * HOUR)),
                new Scenario(
                        "small and slow", new Plan(FOREVER, always(10), wave(0.2, 0.05, HOUR), 900, 60, 0, 12 * HOUR)));
    }

    private static Profile always(double value) {
        return seconds -> value;
    }

    private static Profile wave(double middle, double height, double period) {
        return seconds -> middle + height * Math.sin(2 * Math.PI * seconds / period);
    }

    /** A new value each 25 minutes. */
    private static Profile steps(double... values) {
        return seconds -> values[(int) (seconds / 1_500) % values.length];
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
        for (long seed = 1; seed <= 5; seed++) {
            check(scenario, seed);
        }
    }

    private static void check(Scenario scenario, long seed) {
        List<Told> told = SimulatedRoom.run(scenario.plan(), seed).stream()
                .filter(one -> one.madeAtSeconds() > FIRST_SECONDS)
                .toList();

        assertThat(told).hasSizeGreaterThan(2_000);
        assertThat(coverage(told)).as("%s, %s", scenario, seed).isBetween(0.85, 0.95);
        assertThat(typicalMargin(told)).isLessThan(1.4);
        assertThat(medianError(told)).isLessThanOrEqualTo(0.2);
    }

    private static double coverage(List<Told> told) {
        return told.stream().filter(one -> one.actual() <= one.p90()).count() / (double) told.size();
    }

    private static double medianError(List<Told> told) {
        double[] errors = told.stream()
                .filter(one -> one.actual() >= SHORTEST_SECONDS)
                .mapToDouble(one -> Math.abs(one.median() - one.actual()) / one.actual())
                .sorted()
                .toArray();
        return errors[errors.length / 2];
    }

    /** Half of the 90th percentiles told are this much above the median told: a wide guess would be no help. */
    private static double typicalMargin(List<Told> told) {
        double[] margins = told.stream()
                .filter(one -> one.median() >= SHORTEST_SECONDS)
                .mapToDouble(one -> one.p90() / one.median())
                .sorted()
                .toArray();
        return margins[margins.length / 2];
    }
}
