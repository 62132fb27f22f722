package io.virtualqueue.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Those who wait, in the order in which they go: higher levels first, within a level by order key, then by seq.
 * Immutable, as its parts are.
 */
final class WaitingLine {
    static final WaitingLine EMPTY = new WaitingLine(new int[0], new RankedSessions[0]);

    /** Numbers of the levels that somebody waits in, or has waited in; highest first. */
    private final int[] numbers;

    private final RankedSessions[] levels;
    private final int size;

    private WaitingLine(int[] numbers, RankedSessions[] levels) {
        this.numbers = numbers;
        this.levels = levels;
        this.size = Arrays.stream(levels).mapToInt(RankedSessions::size).sum();
    }

    /** Holds all of the sessions; the list is in no order. */
    static WaitingLine of(List<Session> waiting) {
        Map<Integer, List<Session>> byLevel = waiting.stream()
                .collect(Collectors.groupingBy(session -> -session.level(), TreeMap::new, Collectors.toList()));
        int[] numbers = byLevel.keySet().stream().mapToInt(negated -> -negated).toArray();
        RankedSessions[] levels = byLevel.values().stream()
                .map(sessions -> RankedSessions.of(RankedSessions.Order.PLACE, sessions))
                .toArray(RankedSessions[]::new);
        return new WaitingLine(numbers, levels);
    }

    int size() {
        return size;
    }

    /** How many go before this session, which is in the line. */
    int ahead(Session session) {
        int before = 0;
        int slot = 0;
        while (numbers[slot] > session.level()) {
            before += levels[slot++].size();
        }
        return before + levels[slot].rank(session);
    }

    /** How many are in this level or a higher one. */
    int sizeDownTo(int level) {
        int sum = 0;
        for (int slot = 0; slot < numbers.length && numbers[slot] >= level; slot++) {
            sum += levels[slot].size();
        }
        return sum;
    }

    boolean hasAnyoneIn(int level) {
        int slot = slotOf(level);
        return slot < numbers.length && numbers[slot] == level && !levels[slot].isEmpty();
    }

    /** Up to {@code limit} sessions in order, the first with {@code index} before it. */
    List<Session> from(int index, int limit) {
        List<Session> found = new ArrayList<>(Math.min(limit, Math.max(0, size - index)));
        int skip = index;
        for (RankedSessions level : levels) {
            if (skip < level.size()) {
                level.copyTo(found, skip, limit - found.size());
            }
            skip = Math.max(0, skip - level.size());
        }
        return found;
    }

    WaitingLine with(Session session) {
        int slot = slotOf(session.level());
        if (slot < numbers.length && numbers[slot] == session.level()) {
            return replaced(slot, levels[slot].with(session));
        }
        int[] moreNumbers = Arrays.copyOf(numbers, numbers.length + 1);
        System.arraycopy(numbers, slot, moreNumbers, slot + 1, numbers.length - slot);
        moreNumbers[slot] = session.level();
        RankedSessions[] moreLevels = Arrays.copyOf(levels, levels.length + 1);
        System.arraycopy(levels, slot, moreLevels, slot + 1, levels.length - slot);
        moreLevels[slot] = RankedSessions.empty(RankedSessions.Order.PLACE).with(session);
        return new WaitingLine(moreNumbers, moreLevels);
    }

    /** Without this session, which is in the line. */
    WaitingLine without(Session session) {
        int slot = slotOf(session.level());
        return replaced(slot, levels[slot].without(session));
    }

    private WaitingLine replaced(int slot, RankedSessions level) {
        RankedSessions[] copy = levels.clone();
        copy[slot] = level;
        return new WaitingLine(numbers, copy);
    }

    private int slotOf(int level) {
        int slot = 0;
        while (slot < numbers.length && numbers[slot] > level) {
            slot++;
        }
        return slot;
    }
}
