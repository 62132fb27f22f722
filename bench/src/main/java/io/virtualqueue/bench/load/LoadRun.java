package io.virtualqueue.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A load under way, in threads of its own. */
public final class LoadRun {
    /** For a run that ends when its source is empty. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final LoadPlan plan;
    private final List<LoadThread> loads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long startNanos;
    private final long countFromNanos;
    private final long countUntilNanos;
    private volatile long stopAtNanos;

    private LoadRun(LoadPlan plan) throws IOException {
        this.plan = plan;
        for (int i = 0; i < LoadPlan.THREADS; i++) {
            loads.add(new LoadThread(this, plan));
        }
        try {
            for (int i = 0; i < plan.connections(); i++) {
                loads.get(i % LoadPlan.THREADS).connect(i);
            }
        } catch (IOException failure) {
            loads.forEach(LoadThread::close);
            throw failure;
        }
        startNanos = System.nanoTime();
        countFromNanos = startNanos + plan.settle().toNanos();
        countUntilNanos = countFromNanos + (plan.isUntilEmpty() ? LONGEST : plan.window()).toNanos();
        stopAtNanos = countUntilNanos;
    }

    /** Opens all connections and starts to send. */
    public static LoadRun start(LoadPlan plan) throws IOException {
        LoadRun run = new LoadRun(plan);
        for (LoadThread load : run.loads) {
            run.threads.add(Thread.ofPlatform().name("load").daemon().start(load));
        }
        return run;
    }

    /** Returns when the first answers count. */
    public void awaitWindow() throws InterruptedException {
        sleepUntil(countFromNanos);
    }

    /** Returns when no more answers count; at once when the load runs until its source is empty. */
    public void awaitWindowEnd() throws InterruptedException {
        if (!plan.isUntilEmpty()) {
            sleepUntil(countUntilNanos);
        }
    }

    /** No connection sends again; what is under way is still answered. */
    public void stop() {
        stopAtNanos = System.nanoTime();
    }

    /** Waits for the last answers. */
    public LoadOutcome finish() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Histogram latencies = new Histogram(3);
        Map<String, Long> errors = new HashMap<>();
        long counted = 0;
        long answers = 0;
        long last = startNanos + 1;
        for (LoadThread load : loads) {
            latencies.add(load.latencies);
            load.errors.forEach((what, count) -> errors.merge(what, count, Long::sum));
            counted += load.counted;
            answers += load.answers;
            last = Math.max(last, load.lastAnswerNanos);
        }
        Duration window = plan.isUntilEmpty() ? Duration.ofNanos(last - countFromNanos) : plan.window();
        return new LoadOutcome(counted, answers, window, latencies, Map.copyOf(errors));
    }

    boolean counts(long nanos) {
        return nanos - countFromNanos >= 0 && nanos - countUntilNanos < 0;
    }

    long stopAtNanos() {
        return stopAtNanos;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
            left = nanos - System.nanoTime();
        }
    }
}
