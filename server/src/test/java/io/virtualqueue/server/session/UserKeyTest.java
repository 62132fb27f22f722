package io.virtualqueue.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class UserKeyTest {
    private static final UUID QUEUE = new UUID(1, 2);

    @Test
    void itIsTheBeginningOfAKnownDigest() {
        // printf '\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2ann' | sha256sum
        assertThat(UserKey.of(QUEUE, "ann")).isEqualTo(UUID.fromString("57241475-5cc2-5d11-5527-b2ff999b01e9"));
    }

    @Property(tries = 200)
    void itIsTheSameForTheSameUserAndNoOther(
            @ForAll @StringLength(min = 1, max = 255) String one,
            @ForAll @StringLength(min = 1, max = 255) String other) {
        assertThat(UserKey.of(QUEUE, one)).isEqualTo(UserKey.of(QUEUE, one));
        assertThat(UserKey.of(QUEUE, one).equals(UserKey.of(QUEUE, other))).isEqualTo(one.equals(other));
    }

    @Test
    void theSameUserHasAnotherKeyInAnotherQueue() {
        assertThat(UserKey.of(QUEUE, "ann")).isNotEqualTo(UserKey.of(new UUID(2, 1), "ann"));
    }
}
