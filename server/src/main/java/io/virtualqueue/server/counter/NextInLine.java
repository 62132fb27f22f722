package io.virtualqueue.server.counter;

import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.Visit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom a counter calls next: of the first in each of its services whoever is in the highest level, among those who has
 * the oldest order key, and among equals the one of the service that the counter names first.
 */
final class NextInLine {
    /** How far along a line the first whom the counter may call is looked for. */
    static final int MAX_AHEAD = 1_000;

    private NextInLine() {}

    /** A service as it is now. */
    record Service(UUID queueId, QueueState state) {}

    /**
     * The next one.
     *
     * @param services in the order of the counter
     * @param counterId whom others are kept for is not called here
     * @param isTaken who is being called already
     */
    static Optional<Choice.Person> among(List<Service> services, String counterId, Predicate<UUID> isTaken) {
        record First(UUID queueId, Session session) {}
        // The first of equals is kept by min.
        return services.stream()
                .flatMap(service -> Optional.ofNullable(first(service.state(), counterId, isTaken))
                        .map(session -> new First(service.queueId(), session))
                        .stream())
                .min(Comparator.comparing(First::session, ORDER))
                .map(first -> new Choice.Person(first.queueId(), first.session().id()));
    }

    private static final Comparator<Session> ORDER =
            Comparator.comparingInt(Session::level).reversed().thenComparingLong(Session::orderKey);

    private static @Nullable Session first(QueueState state, String counterId, Predicate<UUID> isTaken) {
        int some = 1;
        for (int looked = 0; looked < Math.min(MAX_AHEAD, state.waiting()); looked += some, some *= 2) {
            for (Session session : state.waitingFrom(looked, some)) {
                if (isFor(session, counterId) && !isTaken.test(session.id())) {
                    return session;
                }
            }
        }
        return null;
    }

    private static boolean isFor(Session session, String counterId) {
        Visit visit = session.visit();
        return visit == null || visit.forCounter() == null || visit.forCounter().equals(counterId);
    }
}
