package io.virtualqueue.engine;

import io.virtualqueue.engine.NaiveQueue.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** How levels share turns, written as plainly as can be: one turn after the other. */
final class NaiveTurns {
    private final Map<Integer, Long> marks = new HashMap<>();
    private long reached;

    /** @param waiting the highest levels first, so that ties go to the higher one */
    List<Person> inOrder(List<Person> waiting, IntFunction<Level> levels) {
        List<Person> left = new ArrayList<>(waiting);
        List<Person> line = new ArrayList<>();
        Map<Integer, Long> ahead = new HashMap<>(marks);
        while (!left.isEmpty()) {
            Person next = left.stream()
                    .min(Comparator.comparingLong(person -> ahead.getOrDefault(person.level, 0L)))
                    .orElseThrow();
            left.remove(next);
            line.add(next);
            ahead.merge(next.level, stride(levels.apply(next.level)), Long::sum);
        }
        return line;
    }

    /** Before somebody begins to wait in this level. */
    void wake(int level, List<Person> waiting) {
        if (waiting.stream().noneMatch(person -> person.level == level)) {
            marks.merge(level, reached, Math::max);
        }
    }

    void taken(Level level) {
        reached = Math.max(reached, marks.getOrDefault(level.number(), 0L));
        marks.merge(level.number(), stride(level), Long::sum);
    }

    private static long stride(Level level) {
        return 720_720L / level.weight();
    }
}
