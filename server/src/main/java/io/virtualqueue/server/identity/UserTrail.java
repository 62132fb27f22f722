package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.trail.Actor;
import io.virtualqueue.server.trail.TrailEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What happens to people, and what they do to get in, as the trail keeps it: addresses and names are masked. */
public final class UserTrail {
    private static final String KIND = "user";
    private static final String HIDDEN = "***";

    private UserTrail() {}

    /**
     * Adds an entry, in the transaction of this handle.
     *
     * @param accountId of the person, or null when there is no such person
     * @param action what became of the person, such as {@code user.locked_out}
     * @param details nothing personal, nothing secret; may be empty
     */
    public static void add(
            Handle handle,
            UUID tenantId,
            @Nullable UUID accountId,
            Actor by,
            Instant at,
            String action,
            Map<String, ? extends @Nullable Object> details) {
        add(
                handle,
                tenantId,
                accountId,
                by,
                at,
                action,
                details.isEmpty() ? ChangedFields.NONE : ChangedFields.made(details));
    }

    static void add(
            Handle handle,
            UUID tenantId,
            @Nullable UUID accountId,
            Actor by,
            Instant at,
            String action,
            ChangedFields fields) {
        TrailWriter.add(
                handle,
                new TrailEntry(
                        tenantId,
                        TimeOrderedId.next(),
                        at,
                        by,
                        action,
                        new TrailEntry.Subject(KIND, accountId),
                        fields.before(),
                        fields.after()));
    }

    /** The person as an actor from that address. */
    public static Actor person(UUID accountId, String address) {
        return new Actor(Actor.Kind.PERSON, accountId, address);
    }

    /** What stands in the trail for an email address: its first letter and its domain. */
    public static String masked(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? HIDDEN : email.substring(0, email.offsetByCodePoints(0, 1)) + HIDDEN + email.substring(at);
    }

    static Map<String, @Nullable Object> fields(Account account) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("email", masked(account.email()));
        fields.put("name", maskedName(account.name()));
        fields.put("role", account.role().wireName());
        fields.put("status", account.status().wireName());
        return fields;
    }

    /** The fields that changed; a name changes without being told. */
    static ChangedFields between(Account before, Account after) {
        return ChangedFields.between(fields(before), fields(after));
    }

    private static @Nullable String maskedName(@Nullable String name) {
        return name == null || name.isEmpty() ? null : name.substring(0, name.offsetByCodePoints(0, 1)) + HIDDEN;
    }
}
