package io.virtualqueue.server.clinic;

import com.fasterxml.jackson.databind.JsonNode;
import io.virtualqueue.server.HttpApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What everybody in the clinic asked for and was answered, by the number that each answer names. */
final class Chronicle {
    private final Map<Done, Deed> deeds = new ConcurrentHashMap<>();
    private final Map<Moment, List<Told>> told = new ConcurrentHashMap<>();
    private final Map<String, Integer> readyAt = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<String>> tickets = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<JsonNode> explanations = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> callsAtOnce = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Press> presses = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    /** A number of a queue's journal. */
    private record Moment(String queueId, long seq) {}

    /** An event, and what kind of deed it is of: an answer that nothing had to be done names the event before. */
    private record Done(Moment moment, Class<? extends Deed> kind) {}

    /** A counter's wish to call whoever is next, sent once or twice. */
    private record Press(long sentMicros, long answeredMicros, int requests) {}

    /** Where a session stood, as somebody was told. */
    record Told(String queueId, long seq, String sessionId, String status, int position) {}

    /** Notes what was asked for, with the answer that names the event. */
    void did(Deed deed, String queueId, Answer answer) {
        deeds.putIfAbsent(new Done(new Moment(queueId, answer.body().path("seq").asLong()), deed.getClass()), deed);
    }

    /** What an event came of, if that is of this kind. */
    <D extends Deed> @Nullable D deed(JournalEvent event, Class<D> kind) {
        return kind.cast(deeds.get(new Done(new Moment(event.queueId(), event.seq()), kind)));
    }

    /** Notes a place as a stream tells it. */
    void told(JsonNode place) {
        Told one = new Told(
                place.path("queueId").asText(),
                place.path("seq").asLong(),
                place.path("sessionId").asText(),
                place.path("status").asText(),
                place.path("position").asInt());
        told.computeIfAbsent(new Moment(one.queueId(), one.seq()), _ -> new ArrayList<>())
                .add(one);
    }

    List<Told> toldAt(JournalEvent event) {
        return told.getOrDefault(new Moment(event.queueId(), event.seq()), List.of());
    }

    /** How many places were told. */
    int toldPlaces() {
        return told.values().stream().mapToInt(List::size).sum();
    }

    void checkedIn(String sessionId, int chosenReadyAt, String queueId, String ticket) {
        readyAt.put(sessionId, chosenReadyAt);
        tickets.computeIfAbsent(queueId, _ -> new ConcurrentLinkedQueue<>()).add(ticket);
    }

    /** What somebody chose holds for the session that takes the place of theirs too. */
    void continues(String sessionId, String successor) {
        readyAt.put(successor, readyAt(sessionId));
    }

    /** The position that the person chose, or 0. */
    int readyAt(String sessionId) {
        return readyAt.getOrDefault(sessionId, 0);
    }

    /** The tickets of those who checked in, by queue. */
    Map<String, List<String>> tickets() {
        return tickets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    void explained(JsonNode explanation) {
        explanations.add(explanation);
    }

    List<JsonNode> explanations() {
        return List.copyOf(explanations);
    }

    /** Notes whom one of those called who all called at the same moment. */
    void calledAtOnce(String sessionId) {
        callsAtOnce.add(sessionId);
    }

    List<String> callsAtOnce() {
        return List.copyOf(callsAtOnce);
    }

    /** Notes that a counter asked for whoever is next, whatever came of it. */
    void pressed(long sentMicros, long answeredMicros, int requests) {
        presses.add(new Press(sentMicros, answeredMicros, requests));
    }

    /** How many other requests for whoever is next were under way during a call. */
    int othersUnderWay(Deed.CalledNext call) {
        return presses.stream()
                        .filter(press -> press.sentMicros() <= call.answeredMicros()
                                && press.answeredMicros() >= call.sentMicros())
                        .mapToInt(Press::requests)
                        .sum()
                - 1;
    }

    void refused(Answer answer) {
        refusals.merge(answer.code(), 1, Integer::sum);
    }

    /** How often something was refused, by the code of the answer. */
    Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }
}
