package io.virtualqueue.server.identity;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone whose account lets in, as signing in sees them; who is disabled is none.
 *
 * @param passwordHash null when no password has been chosen yet
 * @param mfaRequired whether the tenant insists on a second factor
 * @param words what a password of this person must not be made of
 */
public record Entrant(
        UUID tenantId,
        UUID accountId,
        String email,
        Role role,
        @Nullable String passwordHash,
        Mfa mfa,
        boolean mfaRequired,
        List<String> words) {
    public Entrant {
        words = List.copyOf(words);
    }

    /** The texts that are there, as words. */
    static List<String> words(@Nullable String... texts) {
        return Stream.of(texts)
                .<String>mapMulti((text, sink) -> {
                    if (text != null) {
                        sink.accept(text);
                    }
                })
                .toList();
    }

    @Override
    public String toString() {
        return "Entrant[" + accountId + "]";
    }
}
