package io.virtualqueue.server.clinic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of a day by the rules that are written down, and notes what does not follow them: who was called
 * though others were before, who came into a status that does not follow, who was not told to get ready, and each position
 * that was told and was not true at that event.
 */
final class Replay {
    /** Which status may follow which. */
    private static final Map<String, Set<String>> STEPS = Map.of(
            "waiting", Set.of("called", "left", "transferred", "no_show"),
            "called", Set.of("called", "serving", "completed", "waiting", "left", "no_show", "transferred"),
            "serving", Set.of("completed", "waiting", "left", "no_show", "transferred"),
            "no_show", Set.of("waiting"),
            "completed", Set.of(),
            "left", Set.of(),
            "transferred", Set.of());

    /** An event has its time before it is written, and is known once that has been done. */
    private static final long KNOWN_AFTER_MICROS = 1_000_000;

    private final Chronicle chronicle;
    private final Map<String, Service> services;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Standing> standings = new TreeMap<>();
    private final Map<String, Long> lastMicros = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    /** By session whenever it was called. */
    private final Map<String, List<JournalEvent>> calls;

    private Replay(List<JournalEvent> events, Chronicle chronicle, Map<String, Service> services) {
        this.calls = events.stream()
                .filter(event -> event.type().equals("session.called"))
                .collect(Collectors.groupingBy(event -> String.valueOf(event.sessionId())));
        this.chronicle = chronicle;
        this.services = services;
        services.forEach((queueId, service) -> lines.put(queueId, new Line(service)));
    }

    /**
     * Goes through all of it.
     *
     * @param services by the id of the queue
     */
    static Replay of(List<JournalEvent> events, Chronicle chronicle, Map<String, Service> services) {
        Replay replay = new Replay(events, chronicle, services);
        events.stream()
                .sorted(Comparator.<JournalEvent>comparingLong(JournalEvent::micros)
                        .thenComparing(JournalEvent::queueId)
                        .thenComparingLong(JournalEvent::seq))
                .forEach(replay::take);
        services.keySet().forEach(queueId -> replay.endOfBatch(queueId));
        return replay;
    }

    List<String> faults() {
        return faults;
    }

    /** How every session stands in the end, by its id. */
    Map<String, Standing> standings() {
        return standings;
    }

    /** How often each kind of event happened. */
    Map<String, Integer> counts() {
        return counts;
    }

    private void take(JournalEvent event) {
        Long last = lastMicros.put(event.queueId(), event.micros());
        if (last != null && last != event.micros()) {
            endOfBatch(event.queueId());
        }
        counts.merge(event.type(), 1, Integer::sum);
        if (event.sessionId() != null) {
            ofSession(event);
        }
        checkTold(event);
    }

    /** Events of one moment were written together; after them everyone near the front has been told. */
    private void endOfBatch(String queueId) {
        List<Standing> waiting = line(queueId).inOrder();
        for (int i = 0; i < waiting.size(); i++) {
            Standing standing = waiting.get(i);
            if (i + 1 <= readyAt(standing) && !standing.toldReady) {
                fault(standing, "has come to position " + (i + 1) + " and was not told to get ready");
            }
        }
    }

    private int readyAt(Standing standing) {
        int chosen = chronicle.readyAt(standing.sessionId);
        return chosen > 0 ? chosen : Clinic.GET_READY_AT;
    }

    private void ofSession(JournalEvent event) {
        if (event.type().equals("session.joined")) {
            joined(event);
            return;
        }
        Standing standing = standings.get(event.sessionId());
        if (standing == null) {
            faults.add("nobody joined before " + event);
            return;
        }
        switch (event.type()) {
            case "session.get_ready" -> getReady(standing);
            case "session.called" -> called(standing, event);
            case "session.recalled" -> step(standing, "called", event);
            case "session.returned" -> returned(standing, event);
            case "session.moved" -> moved(standing, event);
            case "session.undone" -> undone(standing, event);
            case "session.serving", "session.completed", "session.left", "session.no_show", "session.transferred" ->
                step(standing, event.type().substring("session.".length()), event);
            case "session.ready_at_chosen" -> {}
            default -> fault(standing, "what is " + event + "?");
        }
    }

    private void joined(JournalEvent event) {
        Deed.CheckedIn checkedIn = chronicle.deed(event, Deed.CheckedIn.class);
        Deed.SentOn sentOn = chronicle.deed(event, Deed.SentOn.class);
        Standing standing = null;
        if (checkedIn != null) {
            standing = new Standing(event, level(checkedIn.priority()), counted(checkedIn, event.micros()));
        } else if (sentOn != null) {
            Standing from = standings.get(sentOn.fromSession());
            if (from != null) {
                standing = new Standing(event, from.level, sentOn.keepPlace() ? from.key : (double) event.micros());
            }
        }
        if (standing == null) {
            faults.add("nobody asked for " + event);
        } else if (standings.put(standing.sessionId, standing) != null) {
            fault(standing, "joined twice");
        } else {
            line(event.queueId()).add(standing);
        }
    }

    /** The time of joining that counts. */
    private static double counted(Deed.CheckedIn checkedIn, long now) {
        Long booked = checkedIn.bookedMicros();
        return booked == null || now > booked + Clinic.LATE.toNanos() / 1_000
                ? now
                : booked - Clinic.HEAD_START.toNanos() / 1_000.0;
    }

    private void getReady(Standing standing) {
        int position = line(standing.queueId).position(standing);
        if (standing.toldReady) {
            fault(standing, "was told to get ready twice");
        }
        if (position < 1 || position > readyAt(standing)) {
            fault(standing, "was told to get ready at position " + position);
        }
        standing.toldReady = true;
    }

    private void called(Standing standing, JournalEvent event) {
        Deed.CalledNext call = chronicle.deed(event, Deed.CalledNext.class);
        if (call != null) {
            List<Standing> passedOver = line(event.queueId()).before(standing, event.counterId()).stream()
                    .filter(other -> standing.placedSince < call.sentMicros() && wasPassedOver(other, event, call))
                    .toList();
            // Each request under way holds one person, whom the others leave to it; when it was sent twice, in vain.
            if (passedOver.size() > chronicle.othersUnderWay(call)) {
                fault(standing, "was called before " + passedOver.size() + " others, by " + event);
            }
        } else if (chronicle.deed(event, Deed.CalledChosen.class) == null) {
            fault(standing, "was called by nobody: " + event);
        }
        if (!standing.isWaiting()) {
            fault(standing, "was called twice");
        }
        step(standing, "called", event);
        standing.counterId = event.counterId();
    }

    /** Whether the other stood there all the time, and nobody else was calling the other meanwhile. */
    private boolean wasPassedOver(Standing other, JournalEvent event, Deed.CalledNext call) {
        boolean isCalledMeanwhile = calls.getOrDefault(other.sessionId, List.of()).stream()
                .filter(later -> later.micros() >= event.micros())
                .map(later -> chronicle.deed(later, Deed.CalledNext.class))
                .anyMatch(later -> later != null && later.sentMicros() <= call.answeredMicros());
        return other.placedSince < call.sentMicros() - KNOWN_AFTER_MICROS && !isCalledMeanwhile;
    }

    private void step(Standing standing, String status, JournalEvent event) {
        if (!STEPS.getOrDefault(standing.status, Set.of()).contains(status)) {
            fault(standing, "came from " + standing.status + " to " + status + " by " + event);
        }
        line(standing.queueId).remove(standing);
        standing.step(status, event.micros());
        if (standing.isWaiting()) {
            line(standing.queueId).add(standing);
        }
    }

    private void returned(Standing standing, JournalEvent event) {
        if (!(chronicle.deed(event, Deed.PutBack.class) instanceof Deed.PutBack(Boolean keepPlace, String onlyFor))) {
            fault(standing, "was put back by nobody");
            return;
        }
        boolean missed = standing.status.equals("no_show");
        boolean keeps = keepPlace != null
                ? keepPlace
                : !missed || Clinic.returnsToPlace(services.getOrDefault(standing.queueId, Service.RECEPTION));
        double key = keeps ? standing.key : (double) event.micros() + standing.tie;
        standing.onlyFor = onlyFor;
        standing.key = key;
        step(standing, "waiting", event);
    }

    private void moved(Standing standing, JournalEvent event) {
        // Those who make room for another move without anybody asking, and their order stays as it is.
        if (!(chronicle.deed(event, Deed.Moved.class)
                instanceof Deed.Moved(String place, String priority, String before))) {
            return;
        }
        Line line = line(standing.queueId);
        standing.placedSince = event.micros();
        int level = priority == null ? standing.level : level(priority);
        switch (place) {
            case "first" -> line.moveFirst(standing, level);
            case "last" -> line.moveLast(standing, level, (double) event.micros());
            case "before" -> {
                Standing next = standings.get(String.valueOf(before));
                if (next == null || !next.isWaiting()) {
                    fault(standing, "was moved before " + before + ", who does not wait");
                } else {
                    line.moveBefore(standing, next);
                }
            }
            default -> line.moveTo(standing, level);
        }
    }

    private void undone(Standing standing, JournalEvent event) {
        line(standing.queueId).remove(standing);
        if (!standing.takeBack(event.micros())) {
            fault(standing, "had no step to take back");
        }
        if (standing.isWaiting()) {
            line(standing.queueId).add(standing);
        }
    }

    private void checkTold(JournalEvent event) {
        for (Chronicle.Told told : chronicle.toldAt(event)) {
            Standing standing = standings.get(told.sessionId());
            int position = standing == null ? -1 : line(event.queueId()).position(standing);
            if (standing == null
                    || told.position() != position
                    || !told.status().equals(standing.status)) {
                faults.add(told + " was told, and the position was " + position + ", the status "
                        + (standing == null ? "none" : standing.status));
            }
        }
    }

    private void fault(Standing standing, String what) {
        faults.add(standing.sessionId + " " + what);
    }

    private Line line(String queueId) {
        Line line = lines.get(queueId);
        if (line == null) {
            throw new IllegalStateException("an event of another queue: " + queueId);
        }
        return line;
    }

    private static int level(@Nullable String priority) {
        return Line.LEVELS.getOrDefault(String.valueOf(priority), 20);
    }
}
