package io.virtualqueue.server.queue;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.SpokenDuration;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Sandbox;
import io.virtualqueue.server.journal.Created;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.KeyReusedException;
import io.virtualqueue.server.journal.NewQueue;
import io.virtualqueue.server.journal.Outcome;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.Submission;
import io.virtualqueue.server.tenant.TenantLimits;
import io.virtualqueue.server.trail.Actor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be done with queues, apart from HTTP. All but {@link #status} waits for the database. */
@Singleton
final class Queues {
    private final Journal journal;
    private final QueueRows rows;
    private final SpokenDuration spoken;
    private final TenantLimits limits;

    Queues(Journal journal, QueueRows rows, SpokenDuration spoken, TenantLimits limits) {
        this.journal = journal;
        this.rows = rows;
        this.spoken = spoken;
        this.limits = limits;
    }

    /**
     * What a write did.
     *
     * @param replayed whether an idempotency key found the first answer
     */
    record Written<T>(T answer, long seq, boolean replayed) {}

    /**
     * How a write was asked for.
     *
     * @param actor by whom
     * @param language of what is said to people
     */
    record Asked(
            Actor actor,
            @Nullable Idempotency idempotency,
            @Nullable String language) {}

    Written<List<QueueView>> create(
            UUID tenantId, @Nullable UUID applicationId, List<QueueSettings> settings, Asked asked) {
        rows.requireTenant(tenantId);
        List<NewQueue> queues = settings.stream()
                .map(each -> new NewQueue(
                        new QueueKey(tenantId, TimeOrderedId.next()),
                        applicationId,
                        each,
                        QueueTrail.CREATED.by(asked.actor())))
                .toList();
        return switch (journal.create(
                queues, limits.of(Sandbox.liveOf(tenantId)).queues(), asked.idempotency())) {
            case Created.Now(var states) ->
                new Written<>(
                        IntStream.range(0, states.size())
                                .mapToObj(index -> view(
                                        queues.get(index).key(), applicationId, states.get(index), asked.language()))
                                .toList(),
                        states.getLast().seq(),
                        false);
            case Created.Before(var ids) -> replayed(tenantId, ids, asked.language());
            case Created.TooMany(var limit) -> throw ProblemException.limitReached("queues", limit);
            case Created.KeyReused _ -> throw new KeyReusedException();
        };
    }

    private Written<List<QueueView>> replayed(UUID tenantId, List<UUID> ids, @Nullable String language) {
        Map<UUID, QueueRows.Row> found =
                rows.find(tenantId, ids).stream().collect(Collectors.toMap(QueueRows.Row::id, Function.identity()));
        List<QueueView> views = views(tenantId, ids.stream().map(found::get).toList(), language);
        if (views.isEmpty()) {
            throw ProblemException.notFound("What was made with this key is deleted by now.");
        }
        return new Written<>(views, views.getLast().seq(), true);
    }

    QueuePage list(UUID tenantId, PageRequest request, @Nullable String language) {
        QueueRows.Rows found = rows.list(tenantId, request);
        return new QueuePage(views(tenantId, found.page(), language), request.of(found.total()));
    }

    /** Looks at all of them at once; those that were deleted meanwhile are left out. */
    private List<QueueView> views(UUID tenantId, List<QueueRows.Row> page, @Nullable String language) {
        List<CompletableFuture<Stream<QueueView>>> views = page.stream()
                .map(row -> {
                    QueueKey key = new QueueKey(tenantId, row.id());
                    return journal.queue(key, 0)
                            .thenApply(state ->
                                    state.stream().map(queue -> view(key, row.applicationId(), queue, language)))
                            .toCompletableFuture();
                })
                .toList();
        return views.stream().flatMap(CompletableFuture::join).toList();
    }

    QueueView get(QueueKey key, long minSeq, @Nullable String language) {
        UUID applicationId = row(key).applicationId();
        return view(key, applicationId, existing(join(journal.queue(key, minSeq))), language);
    }

    /** Submits the command that is made from the queue's present settings. */
    Written<QueueView> change(QueueKey key, QueueTrail action, Function<QueueSettings, Command> command, Asked asked) {
        UUID applicationId = row(key).applicationId();
        QueueSettings now = existing(join(journal.queue(key, 0))).settings();
        Outcome.Done done = submit(key, command.apply(now), action, asked);
        return new Written<>(view(key, applicationId, done.state(), asked.language()), done.seq(), done.replayed());
    }

    /** The answer is the number of the last event. */
    Written<Long> delete(QueueKey key, Asked asked) {
        Outcome.Done done = submit(key, new Command.Delete(), QueueTrail.DELETED, asked);
        return new Written<>(done.seq(), done.seq(), done.replayed());
    }

    CompletionStage<StatusView> status(QueueKey key, long minSeq, @Nullable String language) {
        return journal.queue(key, minSeq).thenApply(found -> {
            QueueState queue = existing(found);
            return StatusView.of(key.queueId(), queue, wait(queue, language), journal.now());
        });
    }

    private Outcome.Done submit(QueueKey key, Command command, QueueTrail action, Asked asked) {
        Submission submission = Submission.of(key, command, asked.idempotency()).leaving(action.by(asked.actor()));
        return join(journal.submit(submission)).orThrow();
    }

    private QueueRows.Row row(QueueKey key) {
        return rows.find(key.tenantId(), key.queueId()).orElseThrow(Queues::unknown);
    }

    private static QueueState existing(Optional<QueueState> found) {
        return found.orElseThrow(Queues::unknown);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such queue.");
    }

    private QueueView view(QueueKey key, @Nullable UUID applicationId, QueueState queue, @Nullable String language) {
        return QueueView.of(key, applicationId, queue, wait(queue, language), journal.now());
    }

    private JoiningWait wait(QueueState queue, @Nullable String language) {
        return JoiningWait.in(queue, journal.now(), spoken, language);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
