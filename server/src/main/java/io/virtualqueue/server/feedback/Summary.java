package io.virtualqueue.server.feedback;

import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the people of a queue said, for staff. Waits for the database. */
@Singleton
final class Summary {
    private final Journal journal;
    private final FeedbackRows rows;
    private final Comments comments;

    @Inject
    Summary(Journal journal, FeedbackRows rows, Comments comments) {
        this.journal = journal;
        this.rows = rows;
        this.comments = comments;
    }

    /**
     * One by one.
     *
     * @throws ProblemException 404 when there is no such queue
     */
    FeedbackView.Page page(QueueKey queue, PageRequest request) {
        requireQueue(queue);
        FeedbackRows.Page page = rows.page(queue, request);
        // Opened when the connection has been given back: the keys may have to be asked for.
        return new FeedbackView.Page(
                page.feedback().stream()
                        .map(each ->
                                FeedbackView.of(each, each.comment() == null ? null : comments.open(each.comment())))
                        .toList(),
                request.of(page.total()));
    }

    /**
     * Summed up.
     *
     * @throws ProblemException 404 when there is no such queue
     */
    Satisfaction satisfaction(QueueKey queue, Period period) {
        requireQueue(queue);
        return rows.satisfaction(queue, period);
    }

    private void requireQueue(QueueKey queue) {
        if (journal.queue(queue, 0).toCompletableFuture().join().isEmpty()) {
            throw ProblemException.notFound("There is no such queue.");
        }
    }
}
