package io.virtualqueue.server.push;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The threads that listeners belong to: as many as the server has event loops. */
final class EventLoops {
    private final Set<Executor> loops = ConcurrentHashMap.newKeySet();

    /** Notes that somebody belongs to this one. */
    void add(Executor loop) {
        loops.add(loop);
    }

    /**
     * Waits until each of them that runs has done what it was given so far, or for that long.
     *
     * @return how long it took
     */
    Duration awaitDone(Duration atMost) throws InterruptedException {
        long start = System.nanoTime();
        Set<Executor> now = Set.copyOf(loops);
        CountDownLatch done = new CountDownLatch(now.size());
        now.forEach(loop -> {
            try {
                loop.execute(done::countDown);
            } catch (RejectedExecutionException stopped) {
                done.countDown();
            }
        });
        if (!done.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return atMost;
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
