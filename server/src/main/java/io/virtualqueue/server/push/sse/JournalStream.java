package io.virtualqueue.server.push.sse;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.identity.ShownCredential;
import io.virtualqueue.server.journal.PastEvents;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.push.Ending;
import io.virtualqueue.server.push.Push;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a queue, each one, in order. What has not come by itself, because the client was away or the server busy,
 * is read from the journal, so that no number is left out.
 */
final class JournalStream extends Stream {
    /** Events that are read at once; the next are read when the client has taken most of these. */
    static final int READ_AT_ONCE = 500;

    private final JournalCodec codec;
    private final PastEvents past;
    private final QueueKey queue;
    private long sent;
    private boolean reading;
    private boolean readAgain;
    private @Nullable Ending last;

    /**
     * Where in which journal a stream begins.
     *
     * @param after the number of the last event that the client has
     */
    record Position(PastEvents past, QueueKey queue, long after) {}

    JournalStream(
            Push push,
            ShownCredential credential,
            JournalCodec codec,
            Vertx vertx,
            HttpServerRequest request,
            Position position) {
        super(push, credential, codec, vertx, request);
        this.codec = codec;
        this.past = position.past();
        this.queue = position.queue();
        this.sent = position.after();
    }

    @Override
    public void tell(String text) {
        if (text.startsWith(":")) {
            write(text);
            return;
        }
        long seq = JournalCodec.seqOf(text);
        if (seq == sent + 1 && !reading && !isFull()) {
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
        whenDrained(() -> Thread.startVirtualThread(() -> {
            try {
                List<RecordedEvent> events = past.after(queue, after, READ_AT_ONCE);
                loop().execute(() -> haveRead(events));
            } catch (DatabaseUnavailableException away) {
                close(Ending.DATABASE_AWAY);
            }
        }));
    }

    private void haveRead(List<RecordedEvent> events) {
        reading = false;
        for (RecordedEvent event : events) {
            sent = event.seq();
            writeAnyway(codec.encode(queue, event));
        }
        boolean more = readAgain || events.size() == READ_AT_ONCE;
        readAgain = false;
        Ending after = last;
        if (more) {
            readOn();
        } else if (after != null) {
            end(after);
        }
    }

    /** The end of a queue is in its journal: who is behind, or came just now, hears of it first. */
    @Override
    void finish(Ending ending) {
        if (ending == Ending.QUEUE_DELETED) {
            last = ending;
            readOn();
        } else {
            end(ending);
        }
    }
}
