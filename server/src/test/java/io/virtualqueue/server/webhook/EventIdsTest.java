package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An event has one id, whoever makes it and whenever. */
class EventIdsTest {
    private static final UUID QUEUE = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID SESSION = UUID.fromString("01900000-0000-7000-8000-000000000002");
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");

    @Test
    void theSameEventAlwaysHasTheSameId() {
        UUID id = EventIds.of(QUEUE, 7, EventName.USER_JOINED, SESSION, AT);

        assertThat(EventIds.of(QUEUE, 7, EventName.USER_JOINED, SESSION, AT)).isEqualTo(id);
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void anyDifferenceGivesAnotherId() {
        Set<UUID> ids = new HashSet<>();
        ids.add(EventIds.of(QUEUE, 7, EventName.USER_JOINED, SESSION, AT));
        ids.add(EventIds.of(SESSION, 7, EventName.USER_JOINED, SESSION, AT));
        ids.add(EventIds.of(QUEUE, 8, EventName.USER_JOINED, SESSION, AT));
        ids.add(EventIds.of(QUEUE, 7, EventName.USER_LEFT, SESSION, AT));
        ids.add(EventIds.of(QUEUE, 7, EventName.USER_JOINED, QUEUE, AT));
        ids.add(EventIds.of(QUEUE, 7, EventName.USER_JOINED, null, AT));

        assertThat(ids).hasSize(6);
    }

    @Test
    void theIdTellsWhenTheEventWas() {
        assertThat(EventIds.timeOf(EventIds.of(QUEUE, 7, EventName.QUEUE_CREATED, null, AT)))
                .isEqualTo(AT.truncatedTo(ChronoUnit.MILLIS));
    }
}
