package io.virtualqueue.server.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What follows from an attempt for its delivery. */
sealed interface Verdict {
    /** The receiver has it. */
    record Delivered() implements Verdict {}

    /** It is tried again after this time. */
    record Retry(Duration after) implements Verdict {}

    /** It is given up. */
    record Dead() implements Verdict {}

    /** The longest pause between two attempts. */
    Duration MAX_PAUSE = Duration.ofHours(12);
    /** The longest that a receiver may ask to be left alone for, by {@code Retry-After}. */
    Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    /** Pauses are up to so much longer or shorter by chance, as a part of one. */
    double JITTER = 0.2;

    int TOO_MANY_REQUESTS = 429;
    int UNAVAILABLE = 503;
    /** The receiver will never want anything again. */
    int GONE = 410;

    /**
     * Decides.
     *
     * @param attempts how many there were, this one among them
     * @param retryAfter the header of the answer, or null
     * @param chance 0 to 1
     */
    static Verdict of(Attempt attempt, int attempts, RetryPolicy policy, @Nullable String retryAfter, double chance) {
        if (attempt.isSuccess()) {
            return new Delivered();
        }
        Integer status = attempt.status();
        if (attempts > policy.maxRetries() || (status != null && status == GONE)) {
            return new Dead();
        }
        Duration pause = pause(policy, attempts, chance);
        boolean mayAsk = status != null && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE);
        Duration asked = mayAsk ? asked(retryAfter, attempt.at()) : Duration.ZERO;
        return new Retry(asked.compareTo(pause) > 0 ? asked : pause);
    }

    /** The pause after that many attempts. */
    static Duration pause(RetryPolicy policy, int attempts, double chance) {
        double most = MAX_PAUSE.toMillis();
        double exact = Math.min(
                most, policy.retryDelay().toMillis() * Math.pow(policy.backoffMultiplier(), (double) attempts - 1));
        return Duration.ofMillis(Math.round(Math.min(most, exact * (1 - JITTER + 2 * JITTER * chance))));
    }

    /** Seconds, or the time of RFC 9110; anything else asks for nothing. */
    private static Duration asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration asked;
        try {
            asked = retryAfter.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException malformed) {
            return Duration.ZERO;
        }
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    }
}
