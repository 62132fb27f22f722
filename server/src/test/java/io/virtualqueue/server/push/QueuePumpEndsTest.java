package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When there is nothing more to listen to, and when too much has happened to tell it all. */
class QueuePumpEndsTest {
    private final PumpScene scene = new PumpScene(QueueSettings.serviceDesk("desk"));

    @Test
    void whoseSessionEndsIsToldAllOfTheRoundFirst() {
        UUID ann = scene.join();
        Told holder = scene.listen(ann);
        scene.command(new Command.Leave(ann));
        scene.allRounds();

        assertThat(holder.of(Update.Gone.class))
                .extracting(gone -> gone.place().status())
                .containsExactly("left");
        assertThat(holder.endings).containsExactly(Ending.SESSION_ENDED);
    }

    @Test
    void whoStandsOnASessionAndListensToNothingSeesItsEndAndNothingElse() {
        UUID ann = scene.join();
        UUID bob = scene.join();
        Told idle = scene.holds(ann);
        scene.command(new Command.Leave(bob));
        scene.allRounds();
        assertThat(idle.endings).isEmpty();

        scene.command(new Command.Leave(ann));
        scene.allRounds();
        assertThat(idle.endings).containsExactly(Ending.SESSION_ENDED);
        assertThat(idle.updates).isEmpty();
    }

    @Test
    void whoStandsOnASessionOfADeletedQueueIsToldSo() {
        Told idle = scene.holds(scene.join());
        scene.command(new Command.Delete());
        scene.allRounds();

        assertThat(idle.endings).containsExactly(Ending.QUEUE_DELETED);
    }

    @Test
    void whoDidNotComeMayStillCome() {
        UUID ann = scene.join();
        Told holder = scene.listen(ann);
        Told idle = scene.holds(ann);
        scene.command(new Command.CallNext("1"));
        scene.command(new Command.NoShow(ann));
        scene.allRounds();
        assertThat(idle.endings).isEmpty();
        assertThat(holder.of(Update.Gone.class)).hasSize(1);
        assertThat(holder.endings).isEmpty();

        scene.command(new Command.PutBack(ann, true));
        scene.allRounds();
        assertThat(holder.of(Update.Moved.class).getLast().place())
                .extracting(PlaceFacts::status, PlaceFacts::position)
                .containsExactly("waiting", 1);
    }

    @Test
    void whoJoinsAndLeavesBetweenTwoRoundsIsToldOnlyOfTheEnd() {
        UUID ann = scene.join();
        Told holder = scene.listen(ann);
        scene.command(new Command.CallNext("1"));
        scene.command(new Command.Complete(ann));
        scene.allRounds();

        assertThat(holder.of(Update.Gone.class))
                .extracting(gone -> gone.place().status())
                .containsExactly("completed");
        assertThat(holder.of(Update.Moved.class)).hasSize(1);
    }

    @Test
    void aDeletedQueueHasNoListeners() {
        Told holder = scene.listen(scene.join());
        scene.command(new Command.Delete());
        scene.allRounds();

        assertThat(holder.endings).contains(Ending.QUEUE_DELETED);
        assertThat(scene.staff.endings).containsExactly(Ending.QUEUE_DELETED);
        assertThat(scene.staff.of(Update.Happened.class).getLast().event().event())
                .isInstanceOf(Event.Deleted.class);
    }

    @Test
    void whenTooMuchHasHappenedToTellItAllListenersHaveToComeBack() {
        Told holder = scene.listen(scene.join());
        scene.happened(QueuePump.MAX_EVENTS + 1);
        scene.allRounds();

        assertThat(holder.endings).containsExactly(Ending.BEHIND);
        assertThat(scene.staff.endings).containsExactly(Ending.BEHIND);
        assertThat(scene.staff.of(Update.Happened.class)).isEmpty();
    }

    @Test
    void aNewcomerIsNotToldAgainWhatItWasToldFirst() {
        scene.join();
        // Between two rounds: the newcomer's first facts hold what the others are told by the next round.
        Told newcomer = new Told();
        scene.comes(newcomer);
        scene.allRounds();
        assertThat(newcomer.of(Update.QueueChanged.class)).hasSize(1);
        assertThat(scene.lobby.of(Update.QueueChanged.class)).hasSize(1);

        scene.join();
        scene.allRounds();
        assertThat(newcomer.of(Update.QueueChanged.class)).hasSize(2);
    }
}
