package io.virtualqueue.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A desk that is loaded anew, beside the one that saw everything happen. */
class LessonsTest {
    private final Scene desk = Scene.of(QueueSettings.serviceDesk("desk"));
    private final List<PastEvent> journal = new ArrayList<>();
    private final Random random = new Random(3);

    private void happen(Command command) {
        desk.accept(command).forEach(event -> journal.add(new PastEvent(desk.now, event)));
    }

    /** A morning with three counters and more people than they can serve. */
    private void morning(int rounds) {
        List<UUID> called = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int comer = 0; comer < 4; comer++) {
                String priority = random.nextInt(5) == 0 ? "high" : null;
                happen(new Command.Join(new UUID(1, random.nextLong()), new UUID(2, random.nextLong()), priority));
            }
            called.forEach(id -> happen(random.nextInt(6) == 0 ? new Command.NoShow(id) : new Command.Complete(id)));
            called.clear();
            for (int counter = 0; counter < 3; counter++) {
                called.add(desk.state.waitingFrom(0, 1).getFirst().id());
                happen(new Command.CallNext("A"));
            }
            desk.pass(Duration.ofSeconds(240 + random.nextInt(120)));
        }
    }

    private QueueState loaded() {
        List<Session> live = new ArrayList<>(desk.state.waitingFrom(0, desk.state.waiting()));
        desk.state.sessions().called().copyTo(live, 0, desk.state.inService());
        return QueueState.restore(new Snapshot(
                desk.state.seq(),
                desk.state.lastEventAt(),
                desk.state.settings(),
                false,
                desk.state.createdAt(),
                desk.state.updatedAt(),
                desk.state.bucket(),
                desk.state.shares(),
                desk.state.desk(),
                live));
    }

    private static Duration median(QueueState state, Instant now) {
        return Objects.requireNonNull(state.waitEstimate(20, now)).median();
    }

    @Test
    void whatIsLoadedKnowsNothingOfWaits() {
        morning(30);

        assertThat(loaded().waitEstimate(20, desk.now)).isNull();
    }

    @Test
    void whoSawAllEventsKnowsAllThatWasKnown() {
        morning(60);
        QueueState learned = loaded().learning(journal);

        Duration lived = median(desk.state, desk.now);
        assertThat(median(learned, desk.now)).isCloseTo(lived, lived.dividedBy(50));
        assertThat(learned.waitCoverage()).isEqualTo(desk.state.waitCoverage());
        assertThat(learned.waiting()).isEqualTo(desk.state.waiting());
        assertThat(learned.seq()).isEqualTo(desk.state.seq());
    }

    @Test
    void theLastEventsAloneTeachNearlyAsMuch() {
        morning(120);
        QueueState learned = loaded().learning(journal.subList(journal.size() / 2, journal.size()));

        Duration lived = median(desk.state, desk.now);
        assertThat(median(learned, desk.now)).isCloseTo(lived, lived.dividedBy(5));
    }

    @Test
    void whatIsLearnedGoesOnWithWhatHappensNext() {
        morning(60);
        QueueState learned = loaded().learning(journal);
        long compared = learned.waitCoverage().compared();
        desk.state = learned;
        morning(40);

        assertThat(desk.state.waitCoverage().compared()).isGreaterThan(compared);
    }

    @Test
    void theCountersThatAreOpenAreKnownAlsoWhenTheyOpenedLongAgo() {
        desk.accept(new Command.OpenCounters(3));
        morning(60);

        WaitBasis learned = Objects.requireNonNull(loaded().learning(journal).waitBasis());
        assertThat(learned.counters()).isEqualTo(3);
        assertThat(learned.busyShare()).isGreaterThan(0.9);
    }

    @Test
    void levelsThatAreGoneTeachNothing() {
        morning(20);
        List<PastEvent> odd = new ArrayList<>(journal);
        odd.add(new PastEvent(desk.now, new Event.Joined(new UUID(9, 9), new UUID(9, 9), 777, 1)));
        odd.add(new PastEvent(desk.now, new Event.Called(new UUID(9, 9), null)));

        assertThat(loaded().learning(odd).waiting()).isEqualTo(desk.state.waiting());
    }

    @Test
    void aWaitingRoomAndAnEmptyJournalTeachNothing() {
        QueueState room = Scene.of(QueueSettings.waitingRoom("room", 10, 60)).state;

        assertThat(room.learning(List.of(new PastEvent(Scene.START, new Event.Created(room.settings())))))
                .isSameAs(room);
        assertThat(loaded().learning(List.of()).waitEstimate(1, desk.now)).isNull();
    }
}
