package io.virtualqueue.server.push;

import io.virtualqueue.engine.Event;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.Person;
import io.virtualqueue.server.session.PersonInQueue;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What listeners are told. Codecs give it the words of their protocols, or leave it out. */
public sealed interface Update {

    QueueKey queue();

    /**
     * How full the queue is or what its settings are has changed; the facts are the newest, steps between may be left out.
     *
     * @param causes what happened since the last such update; empty when it only tells how things are
     * @param settingsSeq the number of the newest event that changed settings since the last such update; 0 for none
     */
    record QueueChanged(QueueKey queue, QueueFacts facts, Set<Cause> causes, long settingsSeq) implements Update {}

    /** Why a queue is as it is. */
    enum Cause {
        JOINED,
        CALLED,
        GONE,
        SETTINGS;

        /** The change that an event makes; empty when the numbers stay what they are. */
        static Optional<Cause> of(Event event) {
            return switch (event) {
                case Event.Joined _, Event.Returned _ -> Optional.of(JOINED);
                case Event.Released _, Event.Called _ -> Optional.of(CALLED);
                case Event.Completed _, Event.Left _, Event.Expired _, Event.NoShowed _, Event.Transferred _ ->
                    Optional.of(GONE);
                case Event.SettingsChanged _, Event.CountersOpened _ -> Optional.of(SETTINGS);
                case Event.Undone undone -> undone.status().isLive() ? Optional.of(JOINED) : Optional.of(GONE);
                case Event.Served _,
                        Event.GetReady _,
                        Event.ReadyAtChosen _,
                        Event.Moved _,
                        Event.Recalled _,
                        Event.Created _,
                        Event.Deleted _ -> Optional.empty();
            };
        }
    }

    /**
     * Somebody joined.
     *
     * @param person who that is, for staff only; empty where nobody is told or it could not be read in time
     */
    record Joined(QueueKey queue, PlaceFacts place, Person person) implements Update {}

    /** Somebody is no longer in the queue; the status of the place says why. */
    record Gone(QueueKey queue, PlaceFacts place) implements Update {}

    /** A session stands elsewhere in the line, or has been let through, called, taken on. */
    record Moved(QueueKey queue, PlaceFacts place) implements Update {}

    /**
     * Where a session still stands now that somebody at the desk is done. There is nothing new in it, but that time went
     * by; told to its holder by protocols whose clients wait for it.
     */
    record Standing(QueueKey queue, PlaceFacts place) implements Update {}

    /** A session will be called soon; told once to each of its holder's connections. */
    record GetReady(QueueKey queue, PlaceFacts place) implements Update {}

    /** A session has been called once more, for it did not come yet. */
    record Recalled(QueueKey queue, PlaceFacts place) implements Update {}

    /**
     * The queue let people through or had them called.
     *
     * @param processed how many, since the last such update
     */
    record Processed(QueueKey queue, int processed, QueueFacts facts) implements Update {}

    /** An event of the journal, each one, in order. */
    record Happened(QueueKey queue, RecordedEvent event) implements Update {}

    /** Who is in the queue, for staff only; told when somebody has gone or come back. */
    record Roll(QueueKey queue, List<PersonInQueue> people) implements Update {}

    /** An operator's test. */
    record Test(QueueKey queue, String message) implements Update {}
}
