package io.virtualqueue.engine;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person at a desk is called by. Within a queue no two of a day are the same.
 *
 * @param day in the queue's time zone
 * @param number from 1
 * @param text the queue's prefix at that time, and the number with at least three digits: {@code A042}
 */
public record Ticket(LocalDate day, int number, String text) {

    /** Whether it is one that a queue with this prefix gives. */
    boolean isOf(@Nullable String prefix) {
        return prefix != null && equals(of(prefix, day, number));
    }

    static Ticket of(String prefix, LocalDate day, int number) {
        return new Ticket(day, number, prefix + String.format(Locale.ROOT, "%03d", number));
    }
}
