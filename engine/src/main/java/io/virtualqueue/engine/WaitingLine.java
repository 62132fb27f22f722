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

    /** Those who wait in this level. */
    LevelLine level(int number) {
        int slot = slotOf(number);
        return slot < numbers.length && numbers[slot] == number ? levels[slot] : LevelLine.EMPTY;
    }

    boolean hasAnyoneIn(int level) {
        return sizeOf(level) > 0;
    }

    /** How many are in this level. */
    int sizeOf(int level) {
        int slot = slotOf(level);
        return slot < numbers.length && numbers[slot] == level ? levels[slot].size() : 0;
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

    /** How many go before this session, which is in the line, when the levels take turns. */
    int ahead(Session session, Turns turns) {
        int slot = slotOf(session.level());
        int rank = levels[slot].ahead(session);
        return rank + others(slot, turns.key(numbers[slot], levels[slot], rank), turns);
    }

    /** How many would go before someone who comes into this level with this key, after all who are in it. */
    int aheadOfNewcomer(int level, long key, Turns turns) {
        int sum = sizeOf(level);
        for (int other = 0; other < numbers.length; other++) {
            if (numbers[other] != level) {
                sum += turns.below(numbers[other], levels[other], numbers[other] > level ? key + 1 : key);
            }
        }
        return sum;
    }

    private int others(int slot, long key, Turns turns) {
        int sum = 0;
        for (int other = 0; other < numbers.length; other++) {
            if (other != slot) {
                sum += turns.below(numbers[other], levels[other], other < slot ? key + 1 : key);
            }
        }
        return sum;
    }

    /** Up to {@code limit} sessions in order, the first with {@code index} before it, when the levels take turns. */
    List<Session> from(int index, int limit, Turns turns) {
        if (index >= size || limit <= 0) {
            return List.of();
        }
        long key = highestKeyWithAtMost(index, turns);
        int[] next = new int[numbers.length];
        int skip = index;
        for (int slot = 0; slot < next.length; slot++) {
            next[slot] = turns.below(numbers[slot], levels[slot], key);
            skip -= next[slot];
        }
        List<Session> found = new ArrayList<>(Math.min(limit, size - index));
        while (found.size() < limit) {
            int slot = turnOf(next, turns);
            if (slot < 0) {
                break;
            }
            Session session = levels[slot].get(next[slot]++);
            if (--skip < 0) {
                found.add(session);
            }
        }
        return found;
    }

    /** The level whose turn it is when so many of each have had theirs; below 0 when all have. */
    private int turnOf(int[] next, Turns turns) {
        int first = -1;
        long lowest = Long.MAX_VALUE;
        for (int slot = 0; slot < next.length; slot++) {
            if (next[slot] < levels[slot].size()) {
                long key = turns.key(numbers[slot], levels[slot], next[slot]);
                if (first < 0 || key < lowest) {
                    first = slot;
                    lowest = key;
                }
            }
        }
        return first;
    }

    /** The highest key that no more than so many are below. */
    private long highestKeyWithAtMost(int count, Turns turns) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (int slot = 0; slot < numbers.length; slot++) {
            if (!levels[slot].isEmpty()) {
                low = Math.min(low, turns.key(numbers[slot], levels[slot], 0));
                high = Math.max(high, turns.key(numbers[slot], levels[slot], levels[slot].size() - 1));
            }
        }
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (others(-1, middle, turns) <= count) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
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
