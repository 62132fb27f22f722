package io.virtualqueue.server.clinic;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends writes under an idempotency key: once, or twice at the same moment, as after an answer that was lost. */
final class Requests {
    private Requests() {}

    /**
     * The answer.
     *
     * @param twice whether it is sent twice, which has to make no difference
     */
    static Answer post(HttpApi caller, String path, Object body, boolean twice) {
        HttpApi once = caller.with("Idempotency-Key", UUID.randomUUID().toString());
        return twice ? theSame(once, path, body) : once.post(path, body);
    }

    private static Answer theSame(HttpApi once, String path, Object body) {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent =
                    both.invokeAll(List.of(() -> once.post(path, body), () -> once.post(path, body)));
            Answer one = sent.getFirst().get();
            Answer other = sent.getLast().get();
            // Where there was nothing to do nothing is kept under the key, and the second may find something.
            if (one.status() == 204 || other.status() == 204) {
                return one.status() == 204 ? other : one;
            }
            boolean same = one.status() == other.status()
                    && one.body().path("seq").equals(other.body().path("seq"))
                    && one.body().path("sessionId").equals(other.body().path("sessionId"));
            if (!same) {
                throw new AssertionError("one key, two answers to " + path + ": " + one + " and " + other);
            }
            return one;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
