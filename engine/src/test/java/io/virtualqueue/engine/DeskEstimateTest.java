package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.SimulatedDesk.Day;
import io.virtualqueue.engine.SimulatedDesk.Draw;
import io.virtualqueue.engine.SimulatedDesk.Habits;
import io.virtualqueue.engine.SimulatedRoom.Profile;
import io.virtualqueue.engine.SimulatedRoom.Told;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people were told at a simulated desk, beside what came. */
class DeskEstimateTest {
    private static final double HOUR = 3_600;
    private static final double SECONDS = 60 * HOUR;
    private static final double FIRST_SECONDS = HOUR;
    private static final double SHORTEST_SECONDS = 60;

    record Scenario(String name, Day day) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scenario> scenarios() {
        Draw brief = Draw.exponential(20);
        Draw walk = Draw.always(20);
        List<Scenario> all = new ArrayList<>();
        all.add(plain("exponential", 4, 48, Draw.exponential(280)));
        all.add(plain("log-normal", 4, 48, Draw.logNormal(280, 0.7)));
        all.add(plain("deterministic", 4, 48, Draw.always(280)));
        all.add(plain("one counter", 1, 12, Draw.logNormal(280, 0.5)));
        all.add(plain("many counters", 20, 240, Draw.exponential(280)));
        all.add(of("breaks", steps(5, 5, 3, 5, 4), wave(52, 10), Draw.logNormal(280, 0.6), Habits.PLAIN));
        all.add(of("no-shows", always(4), wave(55, 10), Draw.logNormal(280, 0.6), new Habits(0.15, 0.5, 0, 0, true, true)));
        all.add(of("high ahead", always(4), wave(48, 8), Draw.logNormal(280, 0.6), new Habits(0, 0, 0.2, 0, true, true)));
        all.add(of("leavers", always(4), wave(60, 20), Draw.exponential(280), new Habits(0, 0, 0, 2400, true, true)));
        all.add(of("untold", steps(5, 5, 4, 5, 4), wave(54, 10), Draw.logNormal(280, 0.6), new Habits(0, 0, 0, 0, false, false)));
        all.add(of("all", steps(6, 5, 4, 6, 5), wave(62, 15), Draw.logNormal(280, 0.7), new Habits(0.1, 0.5, 0.15, 5400, true, true)));
        return all;
    }

    private static Scenario plain(String name, double counters, double perHour, Draw service) {
        return of(name, always(counters), wave(perHour, 0.15 * perHour), service, Habits.PLAIN);
    }

    private static Scenario of(String name, Profile counters, Profile perHour, Draw service, Habits habits) {
        return new Scenario(
                name, new Day(counters, perHour, service, Draw.exponential(15), Draw.exponential(5), habits));
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

    @ParameterizedTest
    @MethodSource("scenarios")
    void nineInTenWaitNoLongerThanToldAndTheMedianIsNear(Scenario scenario) {
        check(scenario, 42);
    }

    private static void check(Scenario scenario, long seed) {
        List<Told> told = SimulatedDesk.run(scenario.day(), seed, SECONDS).told().stream()
                .filter(one -> one.madeAtSeconds() > FIRST_SECONDS)
                .toList();
        assertThat(told).hasSizeGreaterThan(2_000);
    }
}
