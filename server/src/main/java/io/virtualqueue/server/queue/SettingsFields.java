package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.LineOrder;
import io.virtualqueue.engine.PassUse;
import io.virtualqueue.engine.QueueKind;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.server.http.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a queue from a body, noting every bad field. What is read is kept as changes, so that a PATCH
 * changes the settings as they are when the queue's journal decides on it.
 */
final class SettingsFields {
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_DESCRIPTION_LENGTH = 2_000;

    /** The default priority of those who bring their own priorities and name none. */
    private static final String USUAL_PRIORITY = "normal";
    /** No level has this number, so the engine refuses it: the priority named as the default is gone by now. */
    private static final int NO_LEVEL = Level.MIN_NUMBER - 1;

    private final Fields fields;
    private final QueueKind kind;
    private final List<Consumer<SettingsDraft>> changes = new ArrayList<>();

    private SettingsFields(Fields fields, QueueKind kind) {
        this.fields = fields;
        this.kind = kind;
    }

    /** The settings of a new queue; of no use when a field was bad. */
    static QueueSettings create(Fields fields) {
        QueueKind asked = kind(fields);
        QueueKind kind = asked == null ? QueueKind.WAITING_ROOM : asked;
        SettingsFields reader = new SettingsFields(fields, kind);
        reader.readName(fields.text("name", 1, MAX_NAME_LENGTH));
        QueueSettings defaults = kind == QueueKind.WAITING_ROOM
                ? QueueSettings.waitingRoom("", 1, QueueSettings.DEFAULT_RATE_PER_MINUTE)
                : QueueSettings.serviceDesk("");
        reader.readOptional(defaults.levels(), true);
        return reader.changed(defaults);
    }

    /**
     * The change that a PATCH asks for.
     *
     * @param now the settings that it is checked against
     */
    static UnaryOperator<QueueSettings> change(Fields fields, QueueSettings now) {
        QueueKind asked = kind(fields);
        if (asked != null && asked != now.kind()) {
            fields.reject("kind", "cannot be changed");
        }
        SettingsFields reader = new SettingsFields(fields, now.kind());
        for (String name : List.of(
                "name",
                "kind",
                "status",
                "isActive",
                "passTtlSeconds",
                "servingTimeoutSeconds",
                "abandonAfterSeconds",
                "passUse",
                "order",
                "priorities",
                "defaultPriority",
                "timeZone",
                "getReadyAt",
                "noShowGraceSeconds",
                "returnWithinSeconds",
                "returnPlace",
                "appointments")) {
            if (fields.isNull(name)) {
                fields.reject(name, "must not be null");
            }
        }
        reader.readName(fields.optionalText("name", 1, MAX_NAME_LENGTH));
        reader.readOptional(now.levels(), false);
        return reader::changed;
    }

    private static @Nullable QueueKind kind(Fields fields) {
        return fields.optionalOneOf("kind", List.of(QueueKind.values()), Wire::name);
    }

    private QueueSettings changed(QueueSettings before) {
        SettingsDraft draft = new SettingsDraft(before);
        changes.forEach(change -> change.accept(draft));
        return draft.finished();
    }

    private void readName(@Nullable String name) {
        set(name, (draft, value) -> draft.name = value);
    }

    private void readOptional(List<Level> present, boolean isNew) {
        set(fields.optionalText("description", 0, MAX_DESCRIPTION_LENGTH), (draft, value) -> draft.description = value);
        if (fields.isNull("description")) {
            changes.add(draft -> draft.description = null);
        }
        readStatus();
        readLimits(isNew);
        set(seconds("passTtlSeconds", 1), (draft, value) -> draft.passTtl = value);
        set(seconds("servingTimeoutSeconds", 1), (draft, value) -> draft.servingTimeout = value);
        set(seconds("abandonAfterSeconds", 0), (draft, value) -> draft.abandonAfter = value);
        set(
                fields.optionalOneOf("passUse", List.of(PassUse.values()), Wire::name),
                (draft, value) -> draft.passUse = value);
        set(
                fields.optionalOneOf("order", List.of(LineOrder.values()), Wire::name),
                (draft, value) -> draft.order = value);
        VisitFields.read(fields, change -> changes.add(draft -> change.accept(draft.visits)));
        List<Level> levels = Priorities.read(fields);
        set(levels, (draft, value) -> draft.levels = value);
        if (levels != null || !isGiven(fields, "priorities")) {
            readDefaultPriority(levels == null ? present : levels, isNew);
        }
    }

    /** The older guides switch a queue with {@code isActive}; where both are given, the status says more. */
    private void readStatus() {
        QueueStatus status = fields.optionalOneOf("status", List.of(QueueStatus.values()), Wire::name);
        Boolean isActive = fields.optionalFlag("isActive");
        if (status != null) {
            set(status, (draft, value) -> draft.status = value);
        } else if (isActive != null) {
            changes.add(draft -> draft.status = switched(draft.status, isActive));
        }
    }

    private static QueueStatus switched(QueueStatus before, boolean isActive) {
        if (isActive) {
            return QueueStatus.ACTIVE;
        }
        return before == QueueStatus.CLOSED ? QueueStatus.CLOSED : QueueStatus.PAUSED;
    }

    private void readLimits(boolean isNew) {
        Integer capacity = fields.optionalInteger("maxConcurrentUsers", 1, QueueSettings.MAX_CONCURRENT_USERS);
        if (isNew && kind == QueueKind.WAITING_ROOM) {
            capacity = fields.required("maxConcurrentUsers", capacity, 1);
        }
        set(capacity, (draft, value) -> draft.maxConcurrentUsers = value);
        set(
                fields.optionalInteger("releaseRatePerMinute", 0, QueueSettings.MAX_RATE_PER_MINUTE),
                (draft, value) -> draft.releaseRatePerMinute = value);
        if (!isNew) {
            clear("maxConcurrentUsers", draft -> draft.maxConcurrentUsers = null);
            clear("releaseRatePerMinute", draft -> draft.releaseRatePerMinute = null);
        }
    }

    /** Only desks do without these. */
    private void clear(String name, Consumer<SettingsDraft> change) {
        if (!fields.isNull(name)) {
            return;
        }
        if (kind == QueueKind.WAITING_ROOM) {
            fields.reject(name, "must not be null in a waiting room");
        } else {
            changes.add(change);
        }
    }

    private void readDefaultPriority(List<Level> levels, boolean isNew) {
        String name = fields.optionalText("defaultPriority", 1, Priorities.MAX_NAME_LENGTH);
        if (name == null && isNew && !isGiven(fields, "defaultPriority")) {
            name = USUAL_PRIORITY;
        }
        if (name == null) {
            return;
        }
        String wanted = name;
        if (levels.stream().noneMatch(level -> level.name().equals(wanted))) {
            fields.reject("defaultPriority", "must be the name of one of the priorities");
        }
        changes.add(draft -> draft.defaultLevel = draft.levels.stream()
                .filter(level -> level.name().equals(wanted))
                .findFirst()
                .map(Level::number)
                .orElse(NO_LEVEL));
    }

    private @Nullable Duration seconds(String name, int min) {
        Integer seconds = fields.optionalInteger(name, min, (int) QueueSettings.MAX_PERIOD.toSeconds());
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    static boolean isGiven(Fields fields, String name) {
        return fields.isPresent(name) && !fields.isNull(name);
    }

    private <T> void set(@Nullable T value, BiConsumer<SettingsDraft, T> field) {
        if (value != null) {
            changes.add(draft -> field.accept(draft, value));
        }
    }
}
