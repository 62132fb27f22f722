package io.virtualqueue.bench.listen;

import java.util.Arrays;

/**
 * What was heard, and when: with each text, the number of the newest event in it and the one that the same listener had
 * heard of before, so that the text told of all between. Filled by one thread.
 */
public final class Receipts {
    /** The most that can be kept. */
    static final int MAX = 10_000_000;

    private static final int FIRST = 65_536;

    private long[] befores = new long[FIRST];
    private long[] numbers = new long[FIRST];
    private long[] micros = new long[FIRST];
    private int size;

    /**
     * Notes one.
     *
     * @param atMicros since 1970
     */
    public void add(long before, long number, long atMicros) {
        if (size == numbers.length) {
            if (size >= MAX) {
                throw new IllegalStateException("more than " + MAX + " texts were heard");
            }
            int larger = Math.min(MAX, 2 * size);
            befores = Arrays.copyOf(befores, larger);
            numbers = Arrays.copyOf(numbers, larger);
            micros = Arrays.copyOf(micros, larger);
        }
        befores[size] = before;
        numbers[size] = number;
        micros[size] = atMicros;
        size++;
    }

    int size() {
        return size;
    }

    long before(int receipt) {
        return befores[receipt];
    }

    long number(int receipt) {
        return numbers[receipt];
    }

    long micros(int receipt) {
        return micros[receipt];
    }
}
