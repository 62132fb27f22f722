package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class DurationsTest {

    private static Durations of(int count, DoubleSupplier seconds) {
        Durations durations = Durations.NONE;
        for (int one = 0; one < count; one++) {
            durations = durations.with(seconds.getAsDouble());
        }
        return durations;
    }

    @Test
    void theMeanFollowsWhatTheLastOnesTook() {
        Durations slow = of(500, () -> 300);

        assertThat(slow.mean()).isCloseTo(300, within(1e-6));
        Durations quicker = slow;
        for (int one = 0; one < 3 * Durations.MEMORY; one++) {
            quicker = quicker.with(100);
        }
        assertThat(quicker.mean()).isBetween(100.0, 115.0);
        assertThat(quicker.count()).isLessThanOrEqualTo(Durations.MEMORY);
    }

    @Test
    void theVarianceIsPresumedUntilItIsSeen() {
        assertThat(of(1, () -> 100).variance()).isBetween(2_500.0, 5_000.0);
        assertThat(of(2_000, () -> 100).variance()).isLessThan(300);
        Random random = new Random(1);
        Durations varied = of(2_000, () -> -100 * Math.log1p(-random.nextDouble()));
        assertThat(varied.variance()).isBetween(6_000.0, 16_000.0);
    }

    @Test
    void whatSomebodyForgotToEndIsNotBelieved() {
        Durations usual = of(50, () -> 300);

        assertThat(usual.with(100_000).mean()).isLessThan(400);
    }

    @Test
    void ofWhatNeverVariesTheRestIsLeft() {
        Durations steady = new Durations(100, 300, 0);

        assertThat(steady.left(0)).isCloseTo(300, within(30.0));
        assertThat(steady.left(200)).isCloseTo(100, within(30.0));
        assertThat(steady.left(600)).isLessThan(30);
    }

    @Test
    void ofWhatHasNoMemoryAMeanIsAlwaysLeft() {
        Durations memoryless = new Durations(100, 300, 105 * 90_000);

        assertThat(memoryless.left(0)).isCloseTo(300, within(10.0));
        assertThat(memoryless.left(3_000)).isCloseTo(300, within(10.0));
    }

    @Test
    void ofNothingNothingIsLeft() {
        assertThat(Durations.NONE.left(10)).isZero();
    }
}
