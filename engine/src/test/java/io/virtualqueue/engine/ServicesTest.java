package io.virtualqueue.engine;

import static io.virtualqueue.engine.SessionStatus.CALLED;
import static io.virtualqueue.engine.SessionStatus.COMPLETED;
import static io.virtualqueue.engine.SessionStatus.NO_SHOW;
import static io.virtualqueue.engine.SessionStatus.SERVING;
import static io.virtualqueue.engine.SessionStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServicesTest {

    /** Three of four come, after a minute, and are served for ten; the fourth is waited for three minutes. */
    private static Services usual() {
        Services services = Services.NONE;
        for (int round = 0; round < 60; round++) {
            for (int comer = 0; comer < 3; comer++) {
                services = services.with(CALLED, SERVING, 60).with(SERVING, COMPLETED, 600);
            }
            services = services.with(CALLED, NO_SHOW, 180);
        }
        return services;
    }

    @Test
    void aCounterIsOccupiedFromTheCallToTheEndAlsoByThoseWhoDoNotCome() {
        assertThat(usual().mean()).isCloseTo(0.75 * 660 + 0.25 * 180, within(10.0));
        assertThat(usual().missedShare()).isCloseTo(0.25, within(0.01));
    }

    @Test
    void whoIsServedWillOccupyTheCounterLongerThanWhoMayNotCome() {
        assertThat(usual().left(SERVING, 0)).isGreaterThan(usual().left(CALLED, 0));
        assertThat(usual().left(SERVING, 500)).isLessThan(usual().left(SERVING, 0));
    }

    @Test
    void whereNobodySaysThatServicesBeginTheyLastFromTheCall() {
        Services services = Services.NONE;
        for (int service = 0; service < 5; service++) {
            assertThat(services.areKnown()).isEqualTo(service >= 3);
            services = services.with(CALLED, COMPLETED, 300);
        }

        assertThat(services.mean()).isCloseTo(300, within(1e-6));
    }

    @Test
    void servicesThatBeganAndNeverEndedAreNotKnown() {
        Services services = Services.NONE;
        for (int service = 0; service < 20; service++) {
            services = services.with(CALLED, SERVING, 60);
        }

        assertThat(services.areKnown()).isFalse();
    }

    @Test
    void stepsBackSayNothing() {
        assertThat(usual().with(CALLED, WAITING, 1)).isEqualTo(usual());
        assertThat(usual().with(SERVING, WAITING, 1)).isEqualTo(usual());
        assertThat(usual().with(SERVING, CALLED, 1)).isEqualTo(usual());
        assertThat(usual().with(COMPLETED, SERVING, 1)).isEqualTo(usual());
    }

    @Test
    void whatPassedBeforeSomebodyWasCalledOnceMoreIsNotLost() {
        Services services = Services.NONE;
        for (int service = 0; service < 50; service++) {
            services = services.longer(CALLED, 100).with(CALLED, COMPLETED, 200);
        }

        assertThat(services.mean()).isBetween(280.0, 320.0);
    }
}
