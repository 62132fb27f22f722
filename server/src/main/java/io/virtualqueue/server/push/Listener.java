package io.virtualqueue.server.push;

import io.virtualqueue.server.journal.QueueKey;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * One open connection, seen from those who tell. Implementations have a bounded buffer; who does not read is closed with
 * a reason and has to come back.
 */
public interface Listener {

    Codec codec();

    /** The thread that this connection belongs to. Listeners of one thread are told together. */
    Executor loop();

    /** Sends a text that {@link #codec} made. Called on {@link #loop}; never blocks and never throws. */
    void tell(String text);

    /** Ends the connection, after what has been told. Any thread. */
    void close(Ending ending);

    /** This session has ended for good, and its listeners have been told. */
    void sessionEnded(UUID sessionId);

    /** There is nothing to be listened to any more. */
    void queueDeleted(QueueKey queue);
}
