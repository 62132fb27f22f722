package io.virtualqueue.server.session;

import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a session: staff and applications everything, a session token what the visitor does, a pass what
 * the protected site does. To the holder of one session all others are unknown.
 */
final class SessionAccess {
    private SessionAccess() {}

    /** Looking and leaving. */
    static void requireView(Caller caller, SessionKey key, Permission permission) {
        require(caller, key, permission);
        if (caller instanceof Caller.PassHolder) {
            throw ProblemException.forbidden("A pass is for the site; this needs the session token.");
        }
    }

    /** Being on the site, and being done there. */
    static void requireSite(Caller caller, SessionKey key) {
        require(caller, key, Permission.HANDLE_SESSIONS);
        if (caller instanceof Caller.SessionHolder) {
            throw ProblemException.forbidden("This needs the pass, not the session token.");
        }
    }

    private static void require(Caller caller, SessionKey key, Permission permission) {
        caller.requireOrHold(permission, key.queue().queueId(), key.sessionId());
    }

    /** The queue of the caller's own session, or null when the caller holds none or another one. */
    static @Nullable UUID ownQueue(Caller caller, UUID sessionId) {
        return switch (caller) {
            case Caller.SessionHolder holder when holder.sessionId().equals(sessionId) -> holder.queueId();
            case Caller.PassHolder holder when holder.sessionId().equals(sessionId) -> holder.queueId();
            default -> null;
        };
    }
}
