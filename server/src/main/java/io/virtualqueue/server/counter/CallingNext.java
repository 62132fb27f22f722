package io.virtualqueue.server.counter;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.Rejection;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RefusedException;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls whoever is next over several services. Whom is chosen from memory, and that nobody else calls the same person is
 * the queue's decision. Those whom this server is calling already are passed over, so that many who press at once get
 * many different people in one go; before anyone is told that nobody waits, the queues themselves are asked.
 */
@Singleton
final class CallingNext {
    /** How often a chosen one may turn out to be gone; then a queue chooses by itself. */
    static final int MAX_LOST = 16;

    private static final int NO_CONTENT = Response.Status.NO_CONTENT.getStatusCode();
    private static final Set<Rejection> GONE =
            EnumSet.of(Rejection.ILLEGAL_TRANSITION, Rejection.UNKNOWN_SESSION, Rejection.QUEUE_DELETED);

    private final Journal journal;
    private final Sessions sessions;
    private final Set<UUID> beingCalled = ConcurrentHashMap.newKeySet();

    @Inject
    CallingNext(Journal journal, Sessions sessions) {
        this.journal = journal;
        this.sessions = sessions;
    }

    /**
     * One call of a counter.
     *
     * @param services the queues to choose from, in the counter's order
     */
    private record Call(
            SessionRequest request,
            String counterId,
            List<UUID> services,
            Remembered remembered,
            Set<UUID> lost,
            Set<UUID> empty) {
        QueueKey queue(UUID queueId) {
            return new QueueKey(request.tenantId(), queueId);
        }

        /** Whether this one, or everyone of this queue, is gone. */
        void note(Choice gone) {
            switch (gone) {
                case Choice.Person person -> lost.add(person.sessionId());
                case Choice.First first -> empty.add(first.queueId());
                case Choice.Nobody() -> {}
            }
        }
    }

    /** The answer to the request: the session that was called, or 204 when nobody waits. Waits for the database. */
    Response call(SessionRequest request, String counterId, List<UUID> services, Remembered remembered) {
        Call call = new Call(request, counterId, services, remembered, new HashSet<>(), new HashSet<>());
        Choice again = remembered.present();
        Response answer = again == null ? null : carryOut(call, again);
        while (answer == null) {
            answer = callAnother(call);
        }
        return answer;
    }

    private @Nullable Response callAnother(Call call) {
        Choice wanted = choose(call);
        try {
            return carryOut(call, call.remembered().become(wanted));
        } finally {
            if (wanted instanceof Choice.Person person) {
                beingCalled.remove(person.sessionId());
            }
        }
    }

    /** Holds the one whom it chooses, so that no other request of this server does. */
    private Choice choose(Call call) {
        List<NextInLine.Service> states = states(call);
        while (true) {
            Choice.Person next = NextInLine.among(
                            states, call.counterId(), id -> call.lost().contains(id) || beingCalled.contains(id))
                    .orElse(null);
            if (next == null || call.lost().size() >= MAX_LOST) {
                return leftToQueue(call, next);
            }
            if (beingCalled.add(next.sessionId())) {
                return next;
            }
        }
    }

    /** Lets a queue choose by itself: that of the next one, or else any that has not said yet that nobody waits. */
    private static Choice leftToQueue(Call call, Choice.@Nullable Person next) {
        return Stream.concat(Stream.ofNullable(next).map(Choice.Person::queueId), call.services().stream())
                .filter(service -> !call.empty().contains(service))
                .<Choice>map(Choice.First::new)
                .findFirst()
                .orElseGet(Choice.Nobody::new);
    }

    private List<NextInLine.Service> states(Call call) {
        var found = call.services().stream()
                .map(service -> journal.queue(call.queue(service), 0).toCompletableFuture())
                .toList();
        return IntStream.range(0, found.size())
                .boxed()
                .flatMap(index -> found.get(index).join().stream()
                        .map(state -> new NextInLine.Service(call.services().get(index), state)))
                .toList();
    }

    /** Null when whoever was chosen is gone. */
    private @Nullable Response carryOut(Call call, Choice choice) {
        Response answer = switch (choice) {
            case Choice.Person(UUID queueId, UUID sessionId) ->
                step(call, queueId, new Command.CallChosen(sessionId, call.counterId()), sessionId);
            case Choice.First(UUID queueId) -> step(call, queueId, new Command.CallNext(call.counterId()), queueId);
            case Choice.Nobody() -> Response.noContent().build();
        };
        boolean isGone = answer == null || (choice instanceof Choice.First && answer.getStatus() == NO_CONTENT);
        if (isGone) {
            call.note(choice);
        }
        return isGone ? null : answer;
    }

    private @Nullable Response step(Call call, UUID queueId, Command command, UUID subject) {
        CompletableFuture<Response> answer = sessions.step(
                        call.request(),
                        call.queue(queueId),
                        command,
                        call.remembered().idempotency(subject))
                .toCompletableFuture();
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RefusedException refused && GONE.contains(refused.reason())) {
                return null;
            }
            throw failed;
        }
    }
}
