package io.virtualqueue.engine;

import static io.virtualqueue.engine.SessionStatus.CALLED;
import static io.virtualqueue.engine.SessionStatus.COMPLETED;
import static io.virtualqueue.engine.SessionStatus.EXPIRED;
import static io.virtualqueue.engine.SessionStatus.LEFT;
import static io.virtualqueue.engine.SessionStatus.NO_SHOW;
import static io.virtualqueue.engine.SessionStatus.RELEASED;
import static io.virtualqueue.engine.SessionStatus.SERVING;
import static io.virtualqueue.engine.SessionStatus.TRANSFERRED;
import static io.virtualqueue.engine.SessionStatus.WAITING;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one table of legal steps. Everything not in it is an {@link Rejection#ILLEGAL_TRANSITION}. */
public final class Transitions {
    private static final Map<SessionStatus, Set<SessionStatus>> WAITING_ROOM = Map.of(
            WAITING, EnumSet.of(RELEASED, LEFT, EXPIRED, NO_SHOW, TRANSFERRED),
            RELEASED, EnumSet.of(SERVING, COMPLETED, LEFT, EXPIRED, NO_SHOW, TRANSFERRED),
            SERVING, EnumSet.of(COMPLETED, LEFT, EXPIRED, NO_SHOW, TRANSFERRED));

    private static final Map<SessionStatus, Set<SessionStatus>> SERVICE_DESK = Map.of(
            WAITING, EnumSet.of(CALLED, LEFT, EXPIRED, NO_SHOW, TRANSFERRED),
            CALLED, EnumSet.of(SERVING, COMPLETED, WAITING, LEFT, EXPIRED, NO_SHOW, TRANSFERRED),
            SERVING, EnumSet.of(COMPLETED, WAITING, LEFT, EXPIRED, NO_SHOW, TRANSFERRED),
            NO_SHOW, EnumSet.of(WAITING));

    /** By the status after a step, those before it that the step can be taken back to. */
    private static final Map<SessionStatus, Set<SessionStatus>> UNDOABLE = Map.of(
            WAITING, EnumSet.of(WAITING, CALLED, SERVING, NO_SHOW),
            CALLED, EnumSet.of(WAITING, CALLED),
            SERVING, EnumSet.of(CALLED),
            COMPLETED, EnumSet.of(CALLED, SERVING),
            NO_SHOW, EnumSet.of(WAITING, CALLED, SERVING));

    private Transitions() {}

    /** Whether staff may take back a step from the one to the other. */
    public static boolean isUndoable(SessionStatus before, SessionStatus now) {
        return UNDOABLE.getOrDefault(now, Set.of()).contains(before);
    }

    public static boolean isLegal(QueueKind kind, SessionStatus from, SessionStatus to) {
        Map<SessionStatus, Set<SessionStatus>> table = kind == QueueKind.WAITING_ROOM ? WAITING_ROOM : SERVICE_DESK;
        return table.getOrDefault(from, Set.of()).contains(to);
    }
}
