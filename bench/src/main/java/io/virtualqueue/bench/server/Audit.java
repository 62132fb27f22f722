package io.virtualqueue.bench.server;

import io.virtualqueue.bench.server.Journal.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Reads a journal from its beginning and sees whether it can be right.
 *
 * @param gaps events whose number is not the one after the last
 * @param outOfOrder releases of someone while another waited who goes before
 * @param releasedAgain releases of someone who was released before
 * @param joinedAgain joins of a session that is there already
 * @param joinSeqs the number of each session's join
 * @param releaseMicros the time of each release
 */
public record Audit(
        long gaps,
        long outOfOrder,
        long releasedAgain,
        long joinedAgain,
        Map<UUID, Long> joinSeqs,
        List<Long> releaseMicros) {
    private static final Comparator<Event> WHO_GOES_FIRST = Comparator.comparingInt(Event::level)
            .reversed()
            .thenComparingLong(Event::orderKey)
            .thenComparingLong(Event::seq);

    /** Audits the whole journal of a queue. */
    public static Audit of(List<Event> events) {
        Reader reader = new Reader();
        events.forEach(reader::read);
        Map<UUID, Long> joinSeqs = new HashMap<>();
        reader.joins.forEach((id, join) -> joinSeqs.put(id, join.seq()));
        return new Audit(
                reader.gaps,
                reader.outOfOrder,
                reader.releasedAgain,
                reader.joinedAgain,
                joinSeqs,
                reader.releaseMicros);
    }

    /** Whether nothing was wrong. */
    public boolean isRight() {
        return gaps + outOfOrder + releasedAgain + joinedAgain == 0;
    }

    private static final class Reader {
        private final TreeSet<Event> line = new TreeSet<>(WHO_GOES_FIRST);
        private final Map<UUID, Event> joins = new HashMap<>();
        private final Set<UUID> released = new HashSet<>();
        private final List<Long> releaseMicros = new ArrayList<>();
        private long lastSeq;
        private long gaps;
        private long outOfOrder;
        private long releasedAgain;
        private long joinedAgain;

        private void read(Event event) {
            gaps += event.seq() == lastSeq + 1 ? 0 : 1;
            lastSeq = event.seq();
            switch (event.type()) {
                case "joined" -> join(event);
                case "released" -> release(event);
                default -> leave(event);
            }
        }

        private void join(Event event) {
            joinedAgain += joins.putIfAbsent(event.sessionId(), event) == null ? 0 : 1;
            line.add(event);
        }

        private void release(Event event) {
            Event join = joins.get(event.sessionId());
            releasedAgain += released.add(event.sessionId()) ? 0 : 1;
            outOfOrder += join != null && !line.isEmpty() && line.first().equals(join) ? 0 : 1;
            leave(event);
            releaseMicros.add(event.atMicros());
        }

        private void leave(Event event) {
            Event join = joins.get(event.sessionId());
            if (join != null) {
                line.remove(join);
            }
        }
    }
}
