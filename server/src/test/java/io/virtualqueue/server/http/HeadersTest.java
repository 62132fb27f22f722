package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void anIdempotencyKeyIsVisibleAndBounded() {
        assertThat(IdempotencyKey.of(null)).isNull();
        assertThat(IdempotencyKey.of("k".repeat(255))).isEqualTo(new IdempotencyKey("k".repeat(255)));
        for (String bad : List.of("", "k".repeat(256), "a b", "a\tb", "ü")) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> IdempotencyKey.of(bad))
                            .problem()
                            .errors())
                    .extracting(Problem.FieldError::field)
                    .containsExactly("Idempotency-Key");
        }
    }

    @Test
    void aMinSeqIsAWholeNumber() {
        assertThat(MinSeq.of(null)).isZero();
        assertThat(MinSeq.of("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        for (String bad : List.of("", "-1", "9223372036854775808", "1.5", "x")) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> MinSeq.of(bad)))
                    .as(bad)
                    .isNotNull();
        }
    }

    @Test
    void aPathTakesNoParameters() {
        assertThat(Gate.isMalformed("/v1/queues")).isFalse();
        assertThat(Gate.isMalformed("/v1/queues?search=a;b")).isFalse();
        assertThat(Gate.isMalformed("/v1/tenants/~/queues")).isFalse();
        assertThat(Gate.isMalformed("/v1;x/auth/login")).isTrue();
        assertThat(Gate.isMalformed("/v1/auth/login;x=1?y=2")).isTrue();
    }

    @Test
    void aBodyBeyondTheLimitIsKnownByItsLength() {
        assertThat(Gate.isTooLarge(null)).isFalse();
        assertThat(Gate.isTooLarge("1048576")).isFalse();
        assertThat(Gate.isTooLarge("1048577")).isTrue();
        assertThat(Gate.isTooLarge("99999999999999999999")).isTrue();
    }
}
