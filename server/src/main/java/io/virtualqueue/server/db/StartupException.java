package io.virtualqueue.server.db;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is one sentence for the person who started it, without secrets. */
public final class StartupException extends RuntimeException {
    /** @param sentence what is wrong, and what to do where that is known */
    public StartupException(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence what is wrong, and what to do where that is known
     * @param cause for the log
     */
    public StartupException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
