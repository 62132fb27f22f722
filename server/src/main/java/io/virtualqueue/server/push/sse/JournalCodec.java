package io.virtualqueue.server.push.sse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import io.virtualqueue.server.push.Audience;
import io.virtualqueue.server.push.Codec;
import io.virtualqueue.server.push.EventFacts;
import io.virtualqueue.server.push.Update;
import io.virtualqueue.server.push.WireJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Every event of the journal, with its number as the id to resume from. */
@Singleton
final class JournalCodec implements Codec {
    private static final String ID = "id: ";

    private final ObjectMapper mapper;

    @Inject
    JournalCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable String encode(Update update, Audience audience) {
        return update instanceof Update.Happened happened ? encode(happened.queue(), happened.event()) : null;
    }

    String encode(QueueKey queue, RecordedEvent event) {
        EventFacts facts = EventFacts.of(queue, event);
        return ID + event.seq() + "\nevent: " + facts.type() + "\ndata: " + WireJson.write(mapper, facts) + "\n\n";
    }

    /** The number of the event in a text of this codec. */
    static long seqOf(String text) {
        return Long.parseLong(text, ID.length(), text.indexOf('\n'), 10);
    }
}
