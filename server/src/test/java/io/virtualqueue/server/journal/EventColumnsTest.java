package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventColumnsTest {
    private static final UUID ID = UUID.randomUUID();

    static Stream<Event> everyEvent() {
        return Stream.of(
                new Event.Created(QueueSettings.waitingRoom("room \"one\" é", 5, 60)),
                new Event.Created(QueueSettings.serviceDesk("desk")),
                new Event.SettingsChanged(QueueSettings.serviceDesk("desk")),
                new Event.Deleted(),
                new Event.Joined(ID, UUID.randomUUID(), 1_000, Long.MIN_VALUE),
                new Event.Released(ID),
                new Event.Called(ID, null),
                new Event.Called(ID, "counter \"7\""),
                new Event.Served(ID),
                new Event.Completed(ID),
                new Event.Left(ID, true),
                new Event.Left(ID, false),
                new Event.Expired(ID),
                new Event.NoShowed(ID),
                new Event.Transferred(ID),
                new Event.Returned(ID, 17));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventComesBackAsItWasWritten(Event event) {
        assertThat(EventColumns.of(event).event()).isEqualTo(event);
    }

    @Test
    void theListAboveNamesEveryKindOfEvent() {
        long kinds = Stream.of(Event.class.getPermittedSubclasses(), Event.OfSession.class.getPermittedSubclasses())
                .flatMap(Stream::of)
                .filter(Class::isRecord)
                .count();
        assertThat(everyEvent().map(Event::getClass).distinct().count()).isEqualTo(kinds);
    }

    @Test
    void anUnknownOrIncompleteEventIsNotGuessed() {
        assertThatThrownBy(() -> new EventColumns("danced", ID, null, null, null, null).event())
                .hasMessageContaining("danced");
        assertThatThrownBy(() -> new EventColumns("released", null, null, null, null, null).event())
                .hasMessageContaining("incomplete");
    }
}
