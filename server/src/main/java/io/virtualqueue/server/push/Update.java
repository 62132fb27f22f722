package io.virtualqueue.server.push;

import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.session.PlaceFacts;
import java.util.Set;

/** What listeners are told. Codecs give it the words of their protocols, or leave it out. */
public sealed interface Update {

    QueueKey queue();

    /**
     * How full the queue is or what its settings are has changed; the facts are the newest, steps between may be left out.
     *
     * @param causes what happened since the last such update; empty when it only tells how things are
     */
    record QueueChanged(QueueKey queue, QueueFacts facts, Set<Cause> causes) implements Update {}

    /** Why a queue is as it is. */
    enum Cause {
        JOINED,
        CALLED,
        GONE,
        SETTINGS
    }

    /** Somebody joined. */
    record Joined(QueueKey queue, PlaceFacts place) implements Update {}

    /** Somebody is no longer in the queue; the status of the place says why. */
    record Gone(QueueKey queue, PlaceFacts place) implements Update {}

    /** A session stands elsewhere in the line, or has been let through, called, taken on. */
    record Moved(QueueKey queue, PlaceFacts place) implements Update {}

    /** A session will be called soon; told once, to its holder. */
    record GetReady(QueueKey queue, PlaceFacts place) implements Update {}

    /**
     * The queue let people through or had them called.
     *
     * @param processed how many, since the last such update
     */
    record Processed(QueueKey queue, int processed, QueueFacts facts) implements Update {}

    /** An event of the journal, each one, in order. */
    record Happened(QueueKey queue, RecordedEvent event) implements Update {}

    /** An operator's test. */
    record Test(QueueKey queue, String message) implements Update {}
}
