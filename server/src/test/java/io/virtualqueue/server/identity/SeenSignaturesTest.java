package io.virtualqueue.server.identity;

import static io.virtualqueue.server.identity.SeenSignatures.Outcome.FRESH;
import static io.virtualqueue.server.identity.SeenSignatures.Outcome.FULL;
import static io.virtualqueue.server.identity.SeenSignatures.Outcome.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeenSignaturesTest {
    private static final int FEW = 3;
    private static final long TURN_MILLIS = 1_000;
    private static final long START_MILLIS = 1_795_521_600_999L;

    private final SeenSignatures seen = new SeenSignatures(Duration.ofMillis(TURN_MILLIS), FEW);

    @Test
    void aSignatureIsFreshOnceForAtLeastTheTimeThatWasAskedFor() {
        assertThat(seen.add(signature(1), START_MILLIS)).isEqualTo(FRESH);
        assertThat(seen.add(signature(1), START_MILLIS)).isEqualTo(REPLAYED);
        assertThat(seen.add(signature(1), START_MILLIS + TURN_MILLIS)).isEqualTo(REPLAYED);
        assertThat(seen.add(signature(2), START_MILLIS + TURN_MILLIS)).isEqualTo(FRESH);
    }

    @Test
    void whatWasSeenLongAgoIsForgotten() {
        seen.add(signature(1), START_MILLIS);
        assertThat(seen.add(signature(1), START_MILLIS + 2 * TURN_MILLIS + 1)).isEqualTo(FRESH);
        seen.add(signature(2), START_MILLIS + 3 * TURN_MILLIS);
        assertThat(seen.add(signature(2), START_MILLIS + 100 * TURN_MILLIS)).isEqualTo(FRESH);
    }

    @Test
    void whenTheyAreTooManyTheNextIsNotAcceptedAndNoneIsForgotten() {
        for (int i = 0; i < FEW; i++) {
            assertThat(seen.add(signature(i), START_MILLIS)).isEqualTo(FRESH);
        }
        assertThat(seen.add(signature(FEW), START_MILLIS)).isEqualTo(FULL);
        assertThat(seen.add(signature(0), START_MILLIS)).isEqualTo(REPLAYED);
        assertThat(seen.add(signature(FEW), START_MILLIS + TURN_MILLIS)).isEqualTo(FRESH);
    }

    @Test
    void aClockThatIsSetBackMakesNothingFresh() {
        seen.add(signature(1), START_MILLIS);
        assertThat(seen.add(signature(1), START_MILLIS - 10 * TURN_MILLIS)).isEqualTo(REPLAYED);
    }

    private static byte[] signature(long start) {
        return ByteBuffer.allocate(32).putLong(start).array();
    }
}
