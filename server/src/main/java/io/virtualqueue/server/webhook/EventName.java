package io.virtualqueue.server.webhook;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be told. */
enum EventName {
    QUEUE_CREATED("queue.created"),
    QUEUE_UPDATED("queue.updated"),
    QUEUE_DELETED("queue.deleted"),
    QUEUE_PAUSED("queue.paused"),
    QUEUE_RESUMED("queue.resumed"),
    QUEUE_PROCESSED("queue.processed"),
    USER_JOINED("user.joined"),
    USER_LEFT("user.left"),
    USER_RELEASED("user.released"),
    USER_CALLED("user.called"),
    USER_SERVED("user.served"),
    USER_COMPLETED("user.completed"),
    USER_EXPIRED("user.expired"),
    USER_NO_SHOW("user.no_show"),
    USER_TRANSFERRED("user.transferred"),
    USER_RETURNED("user.returned"),
    USER_GET_READY("user.get_ready"),
    USER_MOVED("user.moved"),
    USER_RECALLED("user.recalled"),
    USER_UNDONE("user.undone"),
    /** Only for those who ask for it by its full name: there are many. */
    POSITION_CHANGED("session.position_changed"),
    /** Only sent by {@code …/test}. */
    TEST("webhook.test");

    private static final String ALL = "*";
    private static final String ALL_OF_A_KIND = ".*";

    private final String wire;

    EventName(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /** Whether it is about a queue as a whole, rather than about a session. */
    boolean isOfQueue() {
        return wire.startsWith("queue.");
    }

    static Optional<EventName> of(String wire) {
        return Arrays.stream(values()).filter(name -> name.wire.equals(wire)).findFirst();
    }

    /** Whether one may ask for that: {@code *}, {@code queue.*}, {@code user.*} or the name of an event. */
    static boolean isPattern(String pattern) {
        return patterns().contains(pattern);
    }

    /** All that one may ask for. */
    static List<String> patterns() {
        return Stream.concat(
                        Stream.of(ALL, "queue.*", "user.*"),
                        Arrays.stream(values()).filter(name -> name != TEST).map(EventName::wire))
                .toList();
    }

    /** Whether one of these patterns asks for this event. */
    boolean isAskedForBy(Collection<String> patterns) {
        return patterns.stream().anyMatch(this::matches);
    }

    private boolean matches(String pattern) {
        if (pattern.equals(wire)) {
            return true;
        }
        if (this == POSITION_CHANGED || this == TEST) {
            return false;
        }
        return pattern.equals(ALL)
                || (pattern.endsWith(ALL_OF_A_KIND) && wire.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
