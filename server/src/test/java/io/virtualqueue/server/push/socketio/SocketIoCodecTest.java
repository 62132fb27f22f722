package io.virtualqueue.server.push.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.PersonInQueue;
import io.virtualqueue.server.session.PlaceFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Names and phone numbers are for staff. */
class SocketIoCodecTest {
    private static final QueueKey QUEUE = new QueueKey(UUID.randomUUID(), UUID.randomUUID());
    private static final UUID SESSION = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Person ADA = new Person("Ada Lovelace", "ada@example.com", "+44 20 7946 0018", null);
    private static final PlaceFacts FIRST = new PlaceFacts(
            SESSION, QUEUE.queueId(), "waiting", "A001", "normal", 1, 0, 61L, 120L, "1 minute", null, NOON, null, 2);
    private static final Update JOINED = new Update.Joined(QUEUE, FIRST, ADA);
    private static final Update ROLL =
            new Update.Roll(QUEUE, List.of(new PersonInQueue(SESSION, ADA, "waiting", 1, 61L, NOON, null)));

    private final SocketIoCodec codec =
            new SocketIoCodec(new ObjectMapper().registerModule(new JavaTimeModule()), Clock.systemUTC());

    @Test
    void staffSeeWhoHasComeAndWhoIsThere() {
        assertThat(codec.encode(JOINED, Audience.STAFF))
                .startsWith("2[\"new_patient\",")
                .contains("\"name\":\"Ada Lovelace\"", "\"phone\":\"+44 20 7946 0018\"", "\"estimatedWait\":2")
                .doesNotContain("ada@example.com");
        assertThat(codec.encode(ROLL, Audience.STAFF))
                .startsWith("2[\"queue_refresh\",")
                .contains("\"name\":\"Ada Lovelace\"", "\"patientId\":\"" + SESSION, "\"status\":\"waiting\"");
    }

    @Test
    void whatNobodyToldIsAnEmptyText() {
        assertThat(codec.encode(new Update.Joined(QUEUE, FIRST, Person.NONE), Audience.STAFF))
                .contains("\"name\":\"\"", "\"phone\":\"\"");
    }

    @Test
    void patientsSeeNobody() {
        assertThat(codec.encode(JOINED, Audience.VISITORS)).isNull();
        assertThat(codec.encode(ROLL, Audience.VISITORS)).isNull();
    }

    @Test
    void whoMayNotComeBackIsToldToLeave() {
        assertThat(codec.farewell(Ending.REVOKED)).hasSize(2).last().isEqualTo("1");
        assertThat(codec.farewell(Ending.SERVER_STOPS))
                .singleElement()
                .asString()
                .contains("The server stops: connect again.");
    }
}
