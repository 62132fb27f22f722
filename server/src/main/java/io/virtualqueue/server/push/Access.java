package io.virtualqueue.server.push;

import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.QueueKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may listen to what. */
final class Access {
    private static final String ANOTHERS = "There is no such queue.";

    private Access() {}

    /** Why this caller may not listen to that, or null when that is fine. */
    static @Nullable String refusal(Caller caller, Topic topic) {
        return switch (topic) {
            case Topic.OfQueue(var queue, var audience) -> ofQueue(caller, queue, audience);
            case Topic.OfSession(var queue, var sessionId) -> ofSession(caller, queue, sessionId);
            case Topic.OfTenant(var tenantId, var audience) -> ofTenant(caller, tenantId, audience);
        };
    }

    private static @Nullable String ofQueue(Caller caller, QueueKey queue, Audience audience) {
        return switch (caller) {
            case Caller.SessionHolder holder
            when audience == Audience.VISITORS ->
                queue.equals(new QueueKey(holder.tenantId(), holder.queueId()))
                        ? null
                        : "A session token is good for its own queue only.";
            case Caller.SessionHolder _ -> "What happens to others in a queue is for staff.";
            case Caller.PassHolder _ -> "A pass is for the site; this needs the session token.";
            case Caller.Person _, Caller.Application _ -> staff(caller, queue.tenantId());
            case Caller.Anonymous _ -> "A credential is needed.";
        };
    }

    private static @Nullable String ofSession(Caller caller, QueueKey queue, UUID sessionId) {
        return switch (caller) {
            case Caller.SessionHolder holder ->
                holder.sessionId().equals(sessionId) && queue.equals(new QueueKey(holder.tenantId(), holder.queueId()))
                        ? null
                        : "A session token is good for its own session only.";
            case Caller.PassHolder _ -> "A pass is for the site; this needs the session token.";
            case Caller.Person _, Caller.Application _ -> staff(caller, queue.tenantId());
            case Caller.Anonymous _ -> "A credential is needed.";
        };
    }

    private static @Nullable String ofTenant(Caller caller, UUID tenantId, Audience audience) {
        return switch (caller) {
            case Caller.SessionHolder holder
            when audience == Audience.VISITORS -> holder.tenantId().equals(tenantId) ? null : ANOTHERS;
            case Caller.SessionHolder _ -> "What happens to others in a queue is for staff.";
            case Caller.PassHolder _ -> "A pass is for the site; this needs the session token.";
            case Caller.Person _, Caller.Application _ -> staff(caller, tenantId);
            case Caller.Anonymous _ -> "A credential is needed.";
        };
    }

    private static @Nullable String staff(Caller caller, UUID tenantId) {
        UUID own = caller.ownTenant();
        if (own != null && !own.equals(tenantId)) {
            return ANOTHERS;
        }
        return caller.may(Permission.SEE_QUEUES) && caller.may(Permission.SEE_SESSIONS)
                ? null
                : "This needs the role staff, or a key that may see queues and sessions.";
    }
}
