package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventLoops loops = new EventLoops();

    @Test
    void waitsUntilEachHasDoneWhatItWasGivenBefore() throws Exception {
        Queue<String> done = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> blocked = new CompletableFuture<>();
        try (ExecutorService first = Executors.newSingleThreadExecutor();
                ExecutorService second = Executors.newSingleThreadExecutor()) {
            loops.add(first);
            loops.add(second);
            loops.add(second);
            first.execute(() -> {
                blocked.join();
                done.add("first");
            });
            second.execute(() -> done.add("second"));
            CompletableFuture<Duration> waiting = new CompletableFuture<>();
            Thread.startVirtualThread(() -> waiting.completeAsync(this::await, Runnable::run));
            second.submit(() -> done.add("later")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(waiting).isNotDone();
            blocked.complete(null);
            assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(PATIENCE);
            assertThat(done).contains("first", "second");
        }
    }

    @Test
    void doesNotWaitForOneThatNeverComesToIt() throws Exception {
        loops.add(_ -> {
            // Whatever it is given stays undone.
        });
        Duration most = Duration.ofMillis(1);
        assertThat(loops.awaitDone(most)).isEqualTo(most);
    }

    @Test
    void nobodyIsWaitedForWhenNobodyListens() throws Exception {
        assertThat(loops.awaitDone(PATIENCE)).isLessThan(PATIENCE);
    }

    private Duration await() {
        try {
            return loops.awaitDone(PATIENCE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
