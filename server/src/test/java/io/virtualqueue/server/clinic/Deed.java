package io.virtualqueue.server.clinic;

import org.jspecify.annotations.Nullable;

/** What somebody asked for and was granted, as far as the event that came of it does not say it. */
sealed interface Deed {

    /**
     * Somebody came.
     *
     * @param bookedMicros the time of the appointment as the events have their times, or null
     * @param readyAt the position at which the person wants to be told, or 0
     */
    record CheckedIn(String priority, @Nullable Long bookedMicros, int readyAt) implements Deed {}

    /** Somebody was sent on from another service. */
    record SentOn(String fromSession, boolean keepPlace) implements Deed {}

    /**
     * A counter called whoever was next, at some moment between sending and answer.
     *
     * @param sentMicros when the request was sent, as the events have their times
     * @param answeredMicros when it was answered
     */
    record CalledNext(long sentMicros, long answeredMicros) implements Deed {}

    /** A counter called this one, whoever was next. */
    record CalledChosen() implements Deed {}

    /** Back into the line. */
    record PutBack(@Nullable Boolean keepPlace, @Nullable String onlyFor) implements Deed {}

    /**
     * To another place.
     *
     * @param place {@code first}, {@code last}, {@code before} or {@code kept}
     * @param priority the level from now on, or null for the same
     * @param before the session that it goes before
     */
    record Moved(
            String place,
            @Nullable String priority,
            @Nullable String before) implements Deed {}
}
