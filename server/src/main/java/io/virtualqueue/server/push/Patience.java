package io.virtualqueue.server.push;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long live updates wait for a client to show that it is there. Each protocol has periods of its own, in the measure
 * of the silence that a plain WebSocket may keep; an operator may have them all be shorter.
 */
@Singleton
public final class Patience {
    /** What the periods of the protocols are meant for. */
    static final String USUAL_SECONDS = "60";
    /** Shorter, and clients on phones would be taken for gone. */
    static final int MIN_SECONDS = 3;

    private static final int USUAL = Integer.parseInt(USUAL_SECONDS);

    private final int seconds;

    /**
     * The patience of this server.
     *
     * @param seconds of silence that a plain WebSocket may keep, {@value #MIN_SECONDS} to {@value #USUAL_SECONDS}
     */
    @Inject
    Patience(@ConfigProperty(name = "VQ_PUSH_SILENCE_SECONDS", defaultValue = USUAL_SECONDS) int seconds) {
        if (seconds < MIN_SECONDS || seconds > USUAL) {
            throw new IllegalArgumentException(
                    "VQ_PUSH_SILENCE_SECONDS must be from " + MIN_SECONDS + " to " + USUAL_SECONDS + ".");
        }
        this.seconds = seconds;
    }

    /** A period of a protocol as it is on this server. */
    public Duration of(Duration usual) {
        return usual.multipliedBy(seconds).dividedBy(USUAL);
    }
}
