package io.virtualqueue.server.journal;

import io.virtualqueue.engine.QueueState;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What is to become of a transfer. */
sealed interface TransferDecision {

    /** Nothing is to be written: a queue refuses, or it was done before. */
    record Answered(Outcome outcome) implements TransferDecision {}

    /** The session goes out of the one queue and into the other, which is answered for. */
    record Written(Step out, Step in) implements TransferDecision {}

    /** A batch of one command. */
    record Step(Batch batch, CompletableFuture<Outcome> promise) {

        /** Decides the command on a queue whose head is locked. */
        static Step of(HeldQueue queue, QueueState state, Head head, Submission submission) {
            Step step = new Step(new Batch(queue.key, state, head.now(), Map.of()), new CompletableFuture<>());
            step.batch.decide(new Pending(submission, step.promise));
            step.batch.conclude();
            return step;
        }

        /** What is answered, once it is committed or where nothing has happened. */
        Outcome outcome(QueueState visible) {
            batch.answer(visible);
            return promise.join();
        }

        boolean isRefused() {
            return batch.events().isEmpty();
        }
    }
}
