package io.virtualqueue.server.http;

import java.util.UUID;

/** Ids in paths: a malformed one is as unknown as any other that nobody has. */
public final class PathId {
    private static final int LENGTH = 36;

    private PathId() {}

    /**
     * Reads an id.
     *
     * @throws ProblemException 404 when it is malformed
     */
    public static UUID parse(String text) {
        if (text.length() == LENGTH) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException malformed) {
                // Answered below, as every other id that does not exist.
            }
        }
        throw ProblemException.notFound("There is no such thing.");
    }
}
