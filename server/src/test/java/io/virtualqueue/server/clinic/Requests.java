package io.virtualqueue.server.clinic;

import io.virtualqueue.server.HttpApi;
import io.virtualqueue.server.HttpApi.Answer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Sends writes under an idempotency key: once, or twice at the same moment, as after an answer that was lost. */
final class Requests {
    /** Refusals after which the same may be granted later. */
    static final Set<String> NOT_NOW = Set.of("line_full", "too_early");

    private static final int MAX_REPEATS = 20;

    private Requests() {}

    /**
     * The answer.
     *
     * @param twice whether it is sent twice, which has to make no difference
     */
    static Answer post(HttpApi caller, String path, Object body, boolean twice) {
        HttpApi once = caller.with("Idempotency-Key", UUID.randomUUID().toString());
        return twice ? theSame(once, path, body) : patiently(() -> once.post(path, body));
    }

    /** The answer to a request that is sent again once it has been answered. */
    static Answer postAgain(HttpApi caller, String path, Object body) {
        HttpApi once = caller.with("Idempotency-Key", UUID.randomUUID().toString());
        return theSame(path, patiently(() -> once.post(path, body)), patiently(() -> once.post(path, body)));
    }

    private static Answer theSame(HttpApi once, String path, Object body) {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = both.invokeAll(List.of(
                    () -> patiently(() -> once.post(path, body)), () -> patiently(() -> once.post(path, body))));
            Answer one = sent.getFirst().get();
            Answer other = sent.getLast().get();
            // Where nothing was done nothing is kept under the key, and the second may be luckier.
            if (isForNow(one) || isForNow(other)) {
                return isForNow(one) ? other : one;
            }
            return theSame(path, one, other);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks again while the server cannot answer now, as every client should. */
    static Answer patiently(Supplier<Answer> request) {
        Answer answer = request.get();
        for (int i = 0; i < MAX_REPEATS && answer.status() == 503; i++) {
            answer = request.get();
        }
        return answer;
    }

    /** Whether nothing was done, and a moment later something may be. */
    private static boolean isForNow(Answer answer) {
        return answer.status() == 204 || NOT_NOW.contains(answer.code());
    }

    private static Answer theSame(String path, Answer one, Answer other) {
        boolean same = one.status() == other.status()
                && one.body().path("seq").equals(other.body().path("seq"))
                && one.body().path("sessionId").equals(other.body().path("sessionId"));
        if (!same) {
            throw new AssertionError("one key, two answers to " + path + ": " + one + " and " + other);
        }
        return one;
    }
}
