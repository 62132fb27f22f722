package io.virtualqueue.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A queue that a test leads through time: every command is decided, and its events are applied. */
final class Scene {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    QueueState state = QueueState.empty();
    Instant now = START;
    private int joined;

    static Scene of(QueueSettings settings) {
        Scene scene = new Scene();
        scene.accept(new Command.Create(settings));
        return scene;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Applies what follows by itself, and tells who is told to get ready. */
    List<UUID> followUps() {
        List<UUID> ready = new ArrayList<>();
        for (Event event : Decider.followUps(state)) {
            state = state.evolve(event, now);
            ready.add(((Event.GetReady) event).sessionId());
        }
        return ready;
    }

    Decision decide(Command command) {
        Decision decision = Decider.decide(state, command, now);
        if (decision instanceof Decision.Accepted accepted) {
            for (Event event : accepted.events()) {
                state = state.evolve(event, now);
            }
        }
        return decision;
    }

    /** The events of a command that must be accepted. */
    List<Event> accept(Command command) {
        return accepted(command).events();
    }

    private Decision.Accepted accepted(Command command) {
        Decision decision = decide(command);
        if (decision instanceof Decision.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(command + " was rejected: " + decision);
    }

    /** The reason for which a command must be rejected. */
    Rejection reject(Command command) {
        QueueState before = state;
        Decision decision = decide(command);
        if (decision instanceof Decision.Rejected(Rejection reason, Instant _) && state == before) {
            return reason;
        }
        throw new AssertionError(command + " was not rejected: " + decision);
    }

    /** Lets somebody new join. */
    UUID join(@Nullable String priority) {
        joined++;
        UUID id = new UUID(1, joined);
        return Objects.requireNonNull(
                accepted(new Command.Join(id, new UUID(2, joined), priority)).sessionId());
    }

    UUID join() {
        return join(null);
    }

    /** Lets the first in line be called. */
    @Nullable
    UUID callNext() {
        return accepted(new Command.CallNext("A")).sessionId();
    }

    Session session(UUID id) {
        return Objects.requireNonNull(state.session(id), "session");
    }

    SessionStatus status(UUID id) {
        return session(id).status();
    }

    int position(UUID id) {
        return state.position(session(id));
    }

    List<UUID> line() {
        return ids(state.waitingFrom(0, Integer.MAX_VALUE));
    }

    static List<UUID> ids(List<Session> sessions) {
        return new ArrayList<>(sessions.stream().map(Session::id).toList());
    }
}
