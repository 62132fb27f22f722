package io.virtualqueue.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Those who wait, in the order in which they go: higher levels first, within a level by order key, then by seq.
 * Immutable, as its parts are.
 */
final class WaitingLine {
    static final WaitingLine EMPTY = new WaitingLine(new int[0], new LevelLine[0]);

    /** Numbers of the levels that somebody waits in, or has waited in; highest first. */
    private final int[] numbers;

    private final LevelLine[] levels;
    private final int size;

    private WaitingLine(int[] numbers, LevelLine[] levels) {
        this.numbers = numbers;
        this.levels = levels;
        int sum = 0;
        for (LevelLine level : levels) {
            sum += level.size();
        }
        this.size = sum;
    }

    /** Holds those of the sessions that wait; they are in no order. */
    static WaitingLine of(Session[] sessions) {
        int[] counts = new int[Level.MAX_NUMBER + 1];
        for (Session session : sessions) {
            counts[session.level()] += session.status() == SessionStatus.WAITING ? 1 : 0;
        }
        Session[][] byLevel = new Session[counts.length][];
        for (Session session : sessions) {
            if (session.status() == SessionStatus.WAITING) {
                int level = session.level();
                if (byLevel[level] == null) {
                    byLevel[level] = new Session[counts[level]];
                }
                byLevel[level][byLevel[level].length - counts[level]--] = session;
            }
        }
        WaitingLine line = EMPTY;
        for (int level = 0; level < byLevel.length; level++) {
            if (byLevel[level] != null) {
                line = line.inserted(0, level, LevelLine.of(byLevel[level]));
            }
        }
        return line;
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
        return before + levels[slot].ahead(session);
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
        for (LevelLine level : levels) {
            if (skip < level.size()) {
                found.addAll(level.from(skip, limit - found.size()));
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
        return inserted(slot, session.level(), LevelLine.EMPTY.with(session));
    }

    private WaitingLine inserted(int slot, int number, LevelLine level) {
        int[] moreNumbers = Arrays.copyOf(numbers, numbers.length + 1);
        System.arraycopy(numbers, slot, moreNumbers, slot + 1, numbers.length - slot);
        moreNumbers[slot] = number;
        LevelLine[] moreLevels = Arrays.copyOf(levels, levels.length + 1);
        System.arraycopy(levels, slot, moreLevels, slot + 1, levels.length - slot);
        moreLevels[slot] = level;
        return new WaitingLine(moreNumbers, moreLevels);
    }

    /** Without this session, which is in the line. */
    WaitingLine without(Session session) {
        int slot = slotOf(session.level());
        return replaced(slot, levels[slot].without(session));
    }

    private WaitingLine replaced(int slot, LevelLine level) {
        LevelLine[] copy = levels.clone();
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
