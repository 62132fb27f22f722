package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.LineOrder;
import io.virtualqueue.engine.PassUse;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.VisitRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings while a request changes them. The kind stays. */
final class SettingsDraft {
    private final QueueKind kind;
    String name;

    @Nullable
    String description;

    QueueStatus status;
    List<Level> levels;
    int defaultLevel;

    @Nullable
    Integer maxConcurrentUsers;

    @Nullable
    Integer releaseRatePerMinute;

    Duration passTtl;
    Duration servingTimeout;
    Duration abandonAfter;
    PassUse passUse;
    LineOrder order;
    VisitRules visits;

    SettingsDraft(QueueSettings settings) {
        kind = settings.kind();
        name = settings.name();
        description = settings.description();
        status = settings.status();
        levels = settings.levels();
        defaultLevel = settings.defaultLevel();
        maxConcurrentUsers = settings.maxConcurrentUsers();
        releaseRatePerMinute = settings.releaseRatePerMinute();
        passTtl = settings.passTtl();
        servingTimeout = settings.servingTimeout();
        abandonAfter = settings.abandonAfter();
        passUse = settings.passUse();
        order = settings.order();
        visits = settings.visits();
    }

    QueueSettings finished() {
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
                visits);
    }
}
