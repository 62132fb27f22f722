package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
    @Test
    void usuallyProtocolsHaveTheirOwnPeriods() {
        Patience patience = new Patience(Integer.parseInt(Patience.USUAL_SECONDS));
        assertThat(patience.of(Duration.ofSeconds(25))).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void anImpatientOperatorShortensAllInTheSameMeasure() {
        Patience patience = new Patience(6);
        assertThat(patience.of(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(6));
        assertThat(patience.of(Duration.ofSeconds(25))).isEqualTo(Duration.ofMillis(2_500));
    }

    @ParameterizedTest
    @ValueSource(ints = {Patience.MIN_SECONDS - 1, 61, -1})
    void whatCannotBeIsNamed(int seconds) {
        assertThatThrownBy(() -> new Patience(seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("VQ_PUSH_SILENCE_SECONDS must be from 3 to 60.");
    }
}
