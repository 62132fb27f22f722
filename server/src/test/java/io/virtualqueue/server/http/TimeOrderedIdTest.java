package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    @Test
    void idsAreVersionSevenAndCarryTheTime() {
        long before = System.currentTimeMillis();
        var id = TimeOrderedId.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
    }

    @Test
    void eachIdComesAfterTheOneBefore() {
        assertThat(Stream.generate(TimeOrderedId::next).limit(20_000).toList())
                .isSortedAccordingTo(Comparator.comparing(Object::toString))
                .doesNotHaveDuplicates();
    }
}
