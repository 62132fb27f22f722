package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForecastsTest {

    @Test
    void theSampleIsBounded() {
        Forecasts forecasts = Forecasts.OF_A_ROOM;
        for (int session = 0; session < 2 * Forecasts.MAX_OPEN_EACH; session++) {
            forecasts = forecasts.with(session, 4, session, forecast(10)).with(session, 5, session, forecast(10));
        }

        assertThat(forecasts.openCount()).isEqualTo(Forecasts.MAX_OPEN_EACH);
        assertThat(forecasts.with(7, 1_000, 0, forecast(10)).openCount()).isEqualTo(Forecasts.MAX_OPEN_EACH + 1);
    }

    @Test
    void whatIsSampledIsInTheLine() {
        for (int waiting = 1; waiting < 200; waiting++) {
            for (long seq = 0; seq < 100; seq++) {
                assertThat(Forecasts.nextPosition(seq, waiting)).isBetween(1, waiting);
            }
        }
    }

    @Test
    void waitsThatAreLongerThanForecastAreLearned() {
        Forecasts forecasts = Forecasts.OF_A_ROOM;
        for (int session = 0; session < 200; session++) {
            forecasts = forecasts.with(session, 8, 0, forecast(100)).comparing(session, 150_000_000);
        }

        assertThat(forecasts.at(8).medianSeconds(forecast(100))).isBetween(140.0, 160.0);
        assertThat(forecasts.at(8).p90Seconds(forecast(100))).isBetween(145.0, 180.0);
        assertThat(forecasts.at(1_000)).as("nothing nearer is known").isEqualTo(forecasts.at(8));
        assertThat(forecasts.at(7)).isEqualTo(Calibration.UNKNOWN);
        assertThat(forecasts.openCount()).isZero();
    }

    @Test
    void whoGivesUpTeachesNothing() {
        Forecasts forecasts = Forecasts.OF_A_ROOM.with(1, 8, 0, forecast(100)).without(1);

        assertThat(forecasts.openCount()).isZero();
        assertThat(forecasts.at(8)).isEqualTo(Calibration.UNKNOWN);
    }

    @Test
    void anEstimateIsAYearAtMost() {
        WaitEstimate estimate = WaitEstimate.ofSeconds(1e300, Double.POSITIVE_INFINITY);

        assertThat(estimate.median()).isEqualTo(Duration.ofDays(365));
        assertThat(estimate.p90()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void whoIsNextWaitsForTheNextRelease() {
        Scene room = Scene.of(QueueSettings.waitingRoom("room", 100, 10));
        room.join();
        room.join();
        room.accept(new Command.Tick());
        room.pass(Duration.ofSeconds(2));

        WaitEstimate estimate = Objects.requireNonNull(room.state.waitEstimate(1, room.now));
        assertThat(estimate.median()).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(100));
    }

    private static Forecast forecast(double seconds) {
        return Forecast.exact(seconds);
    }
}
