package io.virtualqueue.server.webhook;

import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a queue's settings, by the names that the API has for them. */
final class Changes {
    private Changes() {}

    static Map<String, Facts.Change> between(QueueSettings before, QueueSettings after) {
        Map<String, @Nullable Object> olds = fields(before);
        Map<String, Facts.Change> changes = new LinkedHashMap<>();
        fields(after).forEach((name, value) -> {
            Object old = olds.get(name);
            if (!Objects.equals(old, value)) {
                changes.put(name, new Facts.Change(old, value));
            }
        });
        return changes;
    }

    private static Map<String, @Nullable Object> fields(QueueSettings settings) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", settings.name());
        fields.put("description", settings.description());
        fields.put("status", word(settings.status()));
        fields.put("isActive", settings.status() == QueueStatus.ACTIVE);
        fields.put("maxConcurrentUsers", settings.maxConcurrentUsers());
        fields.put("releaseRatePerMinute", settings.releaseRatePerMinute());
        fields.put("passTtlSeconds", settings.passTtl().toSeconds());
        fields.put("servingTimeoutSeconds", settings.servingTimeout().toSeconds());
        fields.put("abandonAfterSeconds", settings.abandonAfter().toSeconds());
        fields.put("passUse", word(settings.passUse()));
        fields.put("priorities", priorities(settings.levels()));
        fields.put(
                "defaultPriority",
                settings.level(settings.defaultLevel()).map(Level::name).orElse(null));
        return fields;
    }

    private static List<Map<String, Object>> priorities(List<Level> levels) {
        return levels.stream()
                .map(level -> Map.<String, Object>of("name", level.name(), "level", level.number()))
                .toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
