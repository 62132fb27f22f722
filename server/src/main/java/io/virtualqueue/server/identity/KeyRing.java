package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.trail.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys as this server knows them. A new pair is published at once and signs only after {@code lead}, when
 * all servers and all who keep the published set have it; the one before stays until all that it signed has expired.
 */
public final class KeyRing implements KeySource {
    /** How often a server looks for keys of which it was not told. */
    static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    /** A token that names an unknown key makes a server look, but not more often than this. */
    static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);
    /** Passes last a day at most, access tokens less. */
    static final Duration KEPT_AFTER_RETIRING = Duration.ofHours(25);

    private final SigningKeyStore store;
    private final Duration signsFor;
    private final Duration lead;
    private final Clock clock;
    private volatile Known known;
    private volatile Instant lookedAt;

    private record Known(SigningKeys keys, String published) {}

    /**
     * A pair of keys without its secret.
     *
     * @param signsFrom it signs what is issued from then on
     * @param retiredAt when the next one takes over, or null while there is none
     */
    public record Key(
            String id,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant retiredAt) {}

    /**
     * Loads the keys.
     *
     * @param signsFor how long a pair signs before it is exchanged
     * @param lead how long a new pair is published before it signs
     */
    KeyRing(SigningKeyStore store, Duration signsFor, Duration lead, Clock clock) {
        this.store = store;
        this.signsFor = signsFor;
        this.lead = lead;
        this.clock = clock;
        this.lookedAt = clock.instant();
        this.known = known(store.load());
    }

    @Override
    public SigningKeys keys() {
        return known.keys();
    }

    @Override
    public @Nullable SigningPair find(String id) {
        SigningPair pair = keys().find(id);
        if (pair == null && !clock.instant().isBefore(lookedAt.plus(LOOK_AGAIN_AFTER))) {
            look();
            pair = keys().find(id);
        }
        return pair;
    }

    /** What verifies, as a JSON Web Key Set (RFC 7517). */
    String published() {
        return known.published();
    }

    /** All pairs that verify, the earliest first. */
    public List<Key> list() {
        return keys().pairs().stream()
                .map(pair -> new Key(pair.id(), pair.createdAt(), pair.signsFrom(), pair.retiredAt()))
                .toList();
    }

    /**
     * Exchanges the pair that signs.
     *
     * @return all pairs, the new one last
     * @throws ProblemException 409 when the newest does not sign yet, or there are too many
     */
    public List<Key> rotate(Actor by) {
        known = known(store.rotate(by, lead, null));
        return list();
    }

    /** Reads the keys anew. */
    void look() {
        lookedAt = clock.instant();
        known = known(store.read());
    }

    /** What is due once a minute: looks, exchanges the pair that signed long enough, forgets those long retired. */
    void attend() {
        look();
        Instant now = clock.instant();
        List<SigningPair> pairs = keys().pairs();
        if (!pairs.getLast().signsFrom().plus(signsFor).isAfter(now)) {
            known = known(store.rotate(Actor.SYSTEM, lead, signsFor));
        }
        Instant retiredAt = pairs.getFirst().retiredAt();
        Instant before = now.minus(KEPT_AFTER_RETIRING);
        if (retiredAt != null && retiredAt.isBefore(before)) {
            store.forget(before);
            look();
        }
    }

    private static Known known(SigningKeys keys) {
        return new Known(keys, keys.publicKeySet());
    }
}
