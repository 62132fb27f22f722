package io.virtualqueue.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a queue that its owner can set. It changes only by {@link Event.SettingsChanged}, so every copy of
 * the queue agrees on it.
 *
 * @param name what people call the queue
 * @param description free text, or null
 * @param kind fixed at creation
 * @param levels priority levels, highest first, at least one
 * @param defaultLevel the number of the level for those who name none
 * @param maxConcurrentUsers how many may be released and serving at once, or null for no limit (desks only)
 * @param releaseRatePerMinute how many are released per minute, 0 for nobody, or null where staff call (desks only)
 * @param passTtl how long an unused pass is good
 * @param servingTimeout how long a visitor may be served without a heartbeat
 * @param abandonAfter how long a waiting visitor may be silent before the place is given up; zero for ever
 * @param passUse how the protected site uses passes
 * @param order how the levels take turns
 * @param visits what is said about those who come
 */
public record QueueSettings(
        String name,
        @Nullable String description,
        QueueKind kind,
        QueueStatus status,
        List<Level> levels,
        int defaultLevel,
        @Nullable Integer maxConcurrentUsers,
        @Nullable Integer releaseRatePerMinute,
        Duration passTtl,
        Duration servingTimeout,
        Duration abandonAfter,
        PassUse passUse,
        LineOrder order,
        VisitRules visits) {

    public static final int MAX_RATE_PER_MINUTE = 10_000_000;
    public static final int MAX_CONCURRENT_USERS = 100_000_000;
    public static final int MAX_LEVELS = 32;
    /** The rate of a waiting room that names none. */
    public static final int DEFAULT_RATE_PER_MINUTE = 60;

    public static final Duration DEFAULT_PASS_TTL = Duration.ofMinutes(5);
    public static final Duration DEFAULT_SERVING_TIMEOUT = Duration.ofMinutes(20);
    /** Limits the three periods; a period of a day is the longest that people wait. */
    public static final Duration MAX_PERIOD = Duration.ofDays(1);

    public QueueSettings {
        // Settings from before there was a choice name none.
        order = order == null ? LineOrder.STRICT : order;
        visits = visits == null ? VisitRules.usual(kind) : visits;
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a queue has at least one level");
        }
    }

    /** With what is usual for this kind said about those who come. */
    public QueueSettings(
            String name,
            @Nullable String description,
            QueueKind kind,
            QueueStatus status,
            List<Level> levels,
            int defaultLevel,
            @Nullable Integer maxConcurrentUsers,
            @Nullable Integer releaseRatePerMinute,
            Duration passTtl,
            Duration servingTimeout,
            Duration abandonAfter,
            PassUse passUse,
            LineOrder order) {
        this(
                name,
                description,
                kind,
                status,
                levels,
                defaultLevel,
                maxConcurrentUsers,
                releaseRatePerMinute,
                passTtl,
                servingTimeout,
                abandonAfter,
                passUse,
                order,
                VisitRules.usual(kind));
    }

    /** A waiting room with the default levels and periods. */
    public static QueueSettings waitingRoom(String name, int maxConcurrentUsers, int releaseRatePerMinute) {
        return withDefaults(name, QueueKind.WAITING_ROOM, maxConcurrentUsers, releaseRatePerMinute);
    }

    /** A service desk with the default levels and periods, without limits. */
    public static QueueSettings serviceDesk(String name) {
        return withDefaults(name, QueueKind.SERVICE_DESK, null, null);
    }

    private static QueueSettings withDefaults(
            String name, QueueKind kind, @Nullable Integer capacity, @Nullable Integer rate) {
        return new QueueSettings(
                name,
                null,
                kind,
                QueueStatus.ACTIVE,
                Level.DEFAULTS,
                Level.NORMAL,
                capacity,
                rate,
                DEFAULT_PASS_TTL,
                DEFAULT_SERVING_TIMEOUT,
                Duration.ZERO,
                PassUse.ONLINE,
                LineOrder.STRICT);
    }

    public QueueSettings withStatus(QueueStatus newStatus) {
        return new QueueSettings(
                name,
                description,
                kind,
                newStatus,
                levels,
                defaultLevel,
                maxConcurrentUsers,
                releaseRatePerMinute,
                passTtl,
                servingTimeout,
                abandonAfter,
                passUse,
                order,
                visits);
    }

    /** With this said about those who come. */
    public QueueSettings withVisits(VisitRules newVisits) {
        return new QueueSettings(
                name,
                description,
                kind,
                status,
                levels,
                defaultLevel,
                maxConcurrentUsers,
                releaseRatePerMinute,
                passTtl,
                servingTimeout,
                abandonAfter,
                passUse,
                order,
                newVisits);
    }

    /** With these levels, which take turns so. */
    public QueueSettings withOrder(LineOrder newOrder, List<Level> newLevels, int newDefaultLevel) {
        return new QueueSettings(
                name,
                description,
                kind,
                status,
                newLevels,
                newDefaultLevel,
                maxConcurrentUsers,
                releaseRatePerMinute,
                passTtl,
                servingTimeout,
                abandonAfter,
                passUse,
                newOrder,
                visits);
    }

    public Optional<Level> level(int number) {
        return levels.stream().filter(level -> level.number() == number).findFirst();
    }

    public Optional<Level> level(String levelName) {
        return levels.stream().filter(level -> level.name().equals(levelName)).findFirst();
    }
}
