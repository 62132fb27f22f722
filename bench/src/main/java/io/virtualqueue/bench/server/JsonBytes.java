package io.virtualqueue.bench.server;

/** Finds things in JSON that lies in bytes, without reading all of it. */
public final class JsonBytes {
    private JsonBytes() {}

    /** The index after the first occurrence of the pattern, or -1. */
    public static int after(byte[] pattern, byte[] bytes, int from, int to) {
        for (int i = from; i <= to - pattern.length; i++) {
            int matched = 0;
            while (matched < pattern.length && bytes[i + matched] == pattern[matched]) {
                matched++;
            }
            if (matched == pattern.length) {
                return i + matched;
            }
        }
        return -1;
    }

    /** The whole number that starts there. */
    public static long number(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
