package io.virtualqueue.bench.listen;

import org.jspecify.annotations.Nullable;

/** How listeners of one protocol open their connections, and what they make of what they hear. Listeners are numbered. */
public interface Dialect {
    /** For the reader. */
    String name();

    /** Whether a WebSocket is opened; else the answer comes in chunks and never ends. */
    default boolean isSocket() {
        return true;
    }

    /** The request that opens the connection. */
    byte[] opening(int listener);

    /**
     * What these bytes were: the text of one message, or one chunk.
     *
     * @throws io.virtualqueue.bench.load.WrongAnswerException when the listener is refused
     */
    Heard hear(byte[] bytes, int from, int to);

    /** The number of the newest event in what was heard, or -1 when there is none. */
    default long number(byte[] bytes, int from, int to) {
        return Texts.seq(bytes, from, to);
    }

    /** What is said when that was heard, or null. */
    @Nullable
    String answer(int listener, Heard heard);

    /** What such a listener says by itself now and then, or null. */
    default @Nullable String sign() {
        return null;
    }

    /** What it hears when it listens to something. */
    default Heard ready() {
        return Heard.JOINED;
    }

    /** How often it hears that until it listens to everything. */
    default int readyAfter() {
        return 1;
    }
}
