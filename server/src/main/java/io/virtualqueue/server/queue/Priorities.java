package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.server.http.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Priority levels as clients write and read them. */
final class Priorities {
    static final int MAX_NAME_LENGTH = 40;

    private Priorities() {}

    /**
     * One level.
     *
     * @param name unique in its queue
     * @param level from {@value Level#MIN_NUMBER} to {@value Level#MAX_NUMBER}, unique in its queue; higher goes first
     * @param weight its part of the turns in a queue whose levels share them
     * @param headStartSeconds how much earlier its people count as joined in a queue that goes by age
     */
    public record Priority(
            String name,
            int level,

            @Schema(minimum = "1", maximum = "100", defaultValue = "1")
            int weight,

            @Schema(minimum = "0", maximum = "86400", defaultValue = "0")
            int headStartSeconds) {}

    static List<Priority> of(List<Level> levels) {
        return levels.stream()
                .map(level -> new Priority(level.name(), level.number(), level.weight(), level.headStartSeconds()))
                .toList();
    }

    /** The field {@code priorities}, highest first, with what is wrong noted; null when absent or of no use. */
    static @Nullable List<Level> read(Fields fields) {
        List<Level> levels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        List<Fields> elements = SettingsFields.isGiven(fields, "priorities")
                ? fields.objects("priorities", 1, QueueSettings.MAX_LEVELS)
                : List.of();
        for (Fields element : elements) {
            String name = element.text("name", 1, MAX_NAME_LENGTH);
            if (!name.isEmpty() && !names.add(name)) {
                element.reject("name", "must be unique in the queue");
            }
            Integer number = element.optionalInteger("level", Level.MIN_NUMBER, Level.MAX_NUMBER);
            if (number == null) {
                element.required("level", null, 0);
            } else if (numbers.add(number)) {
                levels.add(level(element, number, name));
            } else {
                element.reject("level", "must be unique in the queue");
            }
        }
        levels.sort(Comparator.comparingInt(Level::number).reversed());
        return levels.isEmpty() ? null : levels;
    }

    private static Level level(Fields element, int number, String name) {
        Integer weight = element.optionalInteger("weight", Level.MIN_WEIGHT, Level.MAX_WEIGHT);
        Integer headStart = element.optionalInteger("headStartSeconds", 0, Level.MAX_HEAD_START_SECONDS);
        return new Level(number, name, weight == null ? Level.MIN_WEIGHT : weight, headStart == null ? 0 : headStart);
    }
}
