package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A desk whose services take ten minutes each. */
class DeskWaitsTest {
    private static final Duration SERVICE = Duration.ofMinutes(10);

    private final Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));

    DeskWaitsTest() {
        for (int joined = 0; joined < 80; joined++) {
            desk.join();
        }
    }

    private final List<UUID> called = new ArrayList<>();

    /** So many counters, all of them busy, call together each ten minutes. */
    private void serve(int counters, int rounds) {
        for (int round = 0; round < rounds; round++) {
            end();
            for (int counter = 0; counter < counters; counter++) {
                called.add(Objects.requireNonNull(desk.callNext()));
            }
            desk.pass(SERVICE);
        }
    }

    private void end() {
        called.forEach(id -> desk.accept(new Command.Complete(id)));
        called.clear();
    }

    private void open(int counters) {
        desk.accept(new Command.OpenCounters(counters));
    }

    private WaitEstimate estimate(int position) {
        return Objects.requireNonNull(desk.state.waitEstimate(position, desk.now));
    }

    @Test
    void theEstimateComesFromServicesAndOpenCounters() {
        open(2);
        serve(2, 15);

        assertThat(estimate(12).median()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(65));
        assertThat(estimate(12).p90()).isGreaterThan(estimate(12).median());
        open(4);
        assertThat(estimate(12).median()).isBetween(Duration.ofMinutes(22), Duration.ofMinutes(35));
    }

    @Test
    void withoutAnOpenCounterNobodyCanTell() {
        open(2);
        serve(2, 5);
        open(0);

        assertThat(desk.state.waitEstimate(1, desk.now)).isNull();
    }

    @Test
    void whereNobodyTellsHowManyAreOpenThoseSeenBusyCount() {
        serve(3, 10);

        assertThat(estimate(12).median()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(45));
        WaitBasis basis = Objects.requireNonNull(desk.state.waitBasis());
        assertThat(basis.counters()).isBetween(2.9, 3.1);
        assertThat(basis.meanService()).isCloseTo(SERVICE, Duration.ofSeconds(1));
        assertThat(basis.noShowShare()).isZero();
    }

    @Test
    void whoIsNextWaitsForTheEndOfTheServicesThatGoOn() {
        open(1);
        serve(1, 30);
        end();
        desk.callNext();

        Duration atTheBeginning = estimate(1).median();
        desk.pass(Duration.ofMinutes(8));
        assertThat(atTheBeginning).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
        assertThat(estimate(1).median()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    @Test
    void thoseWhoDoNotComeMakeTheLineFaster() {
        open(1);
        for (int round = 0; round < 20; round++) {
            UUID missing = Objects.requireNonNull(desk.callNext());
            desk.pass(Duration.ofMinutes(1));
            desk.accept(new Command.NoShow(missing));
            serve(1, 1);
            end();
        }

        assertThat(Objects.requireNonNull(desk.state.waitBasis()).noShowShare()).isBetween(0.4, 0.6);
        assertThat(estimate(20).median()).isBetween(Duration.ofMinutes(90), Duration.ofMinutes(130));
    }

    @Test
    void whoIsForgottenAtACounterDoesNotCountAsServed() {
        desk.callNext();
        serve(1, 40);

        assertThat(Objects.requireNonNull(desk.state.waitBasis()).counters()).isBetween(1.0, 1.4);
    }

    @Test
    void thoseWhoComeInBeforeOthersMakeTheLineSlower() {
        open(2);
        serve(2, 10);
        Duration alone = estimate(10).median();
        for (int round = 0; round < 10; round++) {
            desk.join("vip");
            serve(2, 1);
        }

        assertThat(estimate(10).median()).isGreaterThan(alone.multipliedBy(5).dividedBy(4));
    }

    @Test
    void whatIsShownOfServicesBeginsWithTheThird() {
        serve(1, 3);
        assertThat(desk.state.waitBasis()).isNull();
        serve(1, 1);
        assertThat(desk.state.waitBasis()).isNotNull();
    }

    @Test
    void whatWasForecastIsComparedWithWhatCame() {
        assertThat(desk.state.waitCoverage()).isEqualTo(WaitCoverage.NONE);
        open(2);
        serve(2, 30);

        WaitCoverage coverage = desk.state.waitCoverage();
        assertThat(coverage.compared()).isGreaterThan(10);
        assertThat(coverage.withinP90()).isBetween(coverage.withinMedian(), 1.0);
    }

    @Test
    void thePauseOfADeskIsNoFault() {
        open(2);
        serve(2, 10);
        long compared = desk.state.waitCoverage().compared();
        desk.accept(new Command.Pause());
        desk.pass(Duration.ofDays(1));
        desk.callNext();

        assertThat(desk.state.waitEstimate(1, desk.now)).isNull();
        assertThat(desk.state.waitCoverage().compared()).isEqualTo(compared);
    }
}
