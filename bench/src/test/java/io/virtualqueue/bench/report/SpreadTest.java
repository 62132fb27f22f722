package io.virtualqueue.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void ofAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Spread(3, 1, 5));
    }

    @Test
    void ofAnEvenNumberIsTheMeanOfTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void ofNothingIsRefused() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isWrittenWithItsEnds() {
        assertThat(new Spread(0.534, 0.5, 0.561).asRatio()).isEqualTo("0.53 (0.50–0.56)");
        assertThat(new Spread(28_312, 27_100, 29_049).with("/s")).isEqualTo("28,300/s (27,100–29,000)");
    }

    @Test
    void numbersHaveNoMoreDigitsThanTheyDeserve() {
        assertThat(Numbers.rounded(1_234_567)).isEqualTo("1,230,000");
        assertThat(Numbers.rounded(5.4749)).isEqualTo("5.47");
        assertThat(Numbers.rounded(0)).isEqualTo("0");
        assertThat(Numbers.rounded(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.exact(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numbers.percent(0.0021)).isEqualTo("0.21 %");
    }
}
