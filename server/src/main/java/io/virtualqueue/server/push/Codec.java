package io.virtualqueue.server.push;

import org.jspecify.annotations.Nullable;

/** Gives updates the words of a protocol. One instance for each protocol: what it makes is sent to all who speak it. */
public interface Codec {

    /** The text that goes over the wire, or null when the protocol has no word for it or its audience may not hear it. */
    @Nullable
    String encode(Update update, Audience audience);

    /** Whether staff are told who people are, which is looked up only where somebody hears it. */
    default boolean namesPeople() {
        return false;
    }
}
