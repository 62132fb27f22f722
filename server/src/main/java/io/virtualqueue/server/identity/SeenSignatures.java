package io.virtualqueue.server.identity;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers signatures that were good, so that none is good twice. Two sets take turns, each for as long as a signature
 * can be good, so that none is forgotten too early and nothing is looked through. Of each only 64 bits are kept: who
 * does not know the secret cannot make two that share them.
 */
final class SeenSignatures {
    /** Signatures in each of the two sets; together about 35 MB. */
    static final int MAX_IN_A_TURN = 300_000;

    private final long turnMillis;
    private final int maxInATurn;
    private long turn = Long.MIN_VALUE;
    private Set<Long> current = new HashSet<>();
    private Set<Long> former = new HashSet<>();

    /** What became of a signature. */
    enum Outcome {
        FRESH,
        REPLAYED,
        /** It cannot be remembered now, hence not be accepted. */
        FULL
    }

    /**
     * Remembers each for at least so long.
     *
     * @param maxInATurn how many fit into that time
     */
    SeenSignatures(Duration atLeast, int maxInATurn) {
        this.turnMillis = atLeast.toMillis();
        this.maxInATurn = maxInATurn;
    }

    /** Remembers a signature, unless it was seen. */
    synchronized Outcome add(byte[] signature, long nowMillis) {
        turnTo(Math.floorDiv(nowMillis, turnMillis));
        Long start = ByteBuffer.wrap(signature).getLong();
        if (current.contains(start) || former.contains(start)) {
            return Outcome.REPLAYED;
        }
        if (current.size() >= maxInATurn) {
            return Outcome.FULL;
        }
        current.add(start);
        return Outcome.FRESH;
    }

    private void turnTo(long now) {
        // A clock that is set back changes nothing.
        if (now > turn) {
            former = now == turn + 1 ? current : new HashSet<>();
            current = new HashSet<>();
            turn = now;
        }
    }
}
