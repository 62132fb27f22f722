package io.virtualqueue.server.clinic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who wait for one service, in the order that the rules give: simple, and sorted anew each time. */
final class Line {
    /** The levels that a queue has by default. */
    static final Map<String, Integer> LEVELS = Map.of("emergency", 50, "vip", 40, "high", 30, "normal", 20, "low", 10);

    private static final double MICROS_PER_SECOND = 1e6;

    private final Comparator<Standing> order;
    private final List<Standing> waiting = new ArrayList<>();

    Line(Service service) {
        Comparator<Standing> higherFirst =
                Comparator.<Standing>comparingInt(standing -> standing.level).reversed();
        this.order = service.order.equals("ageing")
                ? Comparator.<Standing>comparingDouble(standing -> standing.key - headStart(standing.level))
                        .thenComparing(higherFirst)
                : higherFirst.thenComparingDouble(standing -> standing.key);
    }

    /** In microseconds. */
    private static double headStart(int level) {
        return headStartSeconds(level) * MICROS_PER_SECOND;
    }

    /** Those of a high level count as come so much earlier, where the order is by age. */
    static int headStartSeconds(int level) {
        return switch (level) {
            case 50 -> 4;
            case 30 -> 1;
            default -> 0;
        };
    }

    void add(Standing standing) {
        waiting.add(standing);
        waiting.sort(order);
    }

    void remove(Standing standing) {
        waiting.remove(standing);
    }

    /** 1 for who goes next. */
    int position(Standing standing) {
        return waiting.indexOf(standing) + 1;
    }

    List<Standing> inOrder() {
        return List.copyOf(waiting);
    }

    /** Those whom a counter may call who go before this one. */
    List<Standing> before(Standing standing, @Nullable String counterId) {
        return waiting.stream()
                .takeWhile(other -> !other.equals(standing))
                .filter(other -> other.isFor(counterId))
                .toList();
    }

    /** Puts one who waits right before another of its level. */
    void moveBefore(Standing moved, Standing next) {
        List<Standing> level = others(moved, next.level);
        int at = level.indexOf(next);
        moved.key = at == 0 ? next.key - 1 : (level.get(at - 1).key + next.key) / 2;
        moved.level = next.level;
        waiting.sort(order);
    }

    void moveFirst(Standing moved, int toLevel) {
        List<Standing> level = others(moved, toLevel);
        moved.level = toLevel;
        if (!level.isEmpty()) {
            moved.key = level.getFirst().key - 1;
        }
        waiting.sort(order);
    }

    void moveLast(Standing moved, int toLevel, double now) {
        List<Standing> level = others(moved, toLevel);
        moved.level = toLevel;
        double last = level.isEmpty() ? now : level.getLast().key + 1e-2;
        moved.key = Math.max(now + moved.tie, last);
        waiting.sort(order);
    }

    void moveTo(Standing moved, int toLevel) {
        moved.level = toLevel;
        waiting.sort(order);
    }

    private List<Standing> others(Standing moved, int level) {
        List<Standing> others = new ArrayList<>(waiting);
        others.removeIf(standing -> standing.level != level || standing.sessionId.equals(moved.sessionId));
        others.sort(Comparator.comparingDouble(standing -> standing.key));
        return others;
    }
}
