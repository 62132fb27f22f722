package io.virtualqueue.server.push.sse;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.push.Push;
import java.util.List;

/**
 * The events of a queue, each one, in order. What has not come by itself, because the client was away or the server busy,
 * is read from the journal, so that no number is left out.
 */
final class JournalStream extends Stream {
    /** Events that are read at once. */
    static final int READ_AT_ONCE = 500;

    private final PastEvents past;
    private final JournalCodec codec;
    private final QueueKey queue;
    private long sent;
    private boolean reading;
    private boolean readAgain;

    /** @param after the number of the last event that the client has */
    JournalStream(
            Push push,
            Caller caller,
            JournalCodec codec,
            Vertx vertx,
            HttpServerResponse response,
            PastEvents past,
            QueueKey queue,
            long after) {
        super(push, caller, codec, vertx, response);
        this.past = past;
        this.codec = codec;
        this.queue = queue;
        this.sent = after;
    }

    @Override
    public void tell(String text) {
        if (text.startsWith(":")) {
            write(text);
            return;
        }
        long seq = JournalCodec.seqOf(text);
        if (seq == sent + 1 && !reading) {
            sent = seq;
            write(text);
        } else if (seq > sent) {
            readOn();
        }
    }

    /** Sends what the journal has beyond what was sent. On the event loop; the reading is not. */
    void readOn() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        long after = sent;
        Thread.startVirtualThread(() -> {
            try {
                List<RecordedEvent> events = past.after(queue, after, READ_AT_ONCE);
                loop().execute(() -> haveRead(events));
            } catch (DatabaseUnavailableException away) {
                close("The database does not answer now.");
            }
        });
    }

    private void haveRead(List<RecordedEvent> events) {
        reading = false;
        for (RecordedEvent event : events) {
            sent = event.seq();
            write(codec.encode(queue, event));
        }
        boolean more = readAgain || events.size() == READ_AT_ONCE;
        readAgain = false;
        if (more) {
            readOn();
        }
    }
}
