package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OvertakingTest {

    private static Overtaking at(int position, int times) {
        Overtaking overtaking = Overtaking.NONE;
        for (int one = 0; one < times; one++) {
            overtaking = overtaking.with(position);
        }
        return overtaking;
    }

    @Test
    void whoIsFurtherBehindIsOvertakenByMore() {
        Overtaking overtaking = at(4, 10);

        assertThat(overtaking.before(3)).isZero();
        assertThat(overtaking.before(20)).isBetween(6.0, 8.0);
        assertThat(overtaking.before(1_000)).isCloseTo(10, within(0.1));
    }

    @Test
    void whatWasFades() {
        assertThat(at(1, 8).fading(0.25).before(10_000)).isCloseTo(2, within(0.01));
        assertThat(Overtaking.NONE.fading(0.5).before(10)).isZero();
    }

    @Test
    void placesFarBehindAreTakenTogether() {
        assertThat(at(Integer.MAX_VALUE, 3).before(Integer.MAX_VALUE)).isCloseTo(3, within(0.01));
    }
}
