package io.virtualqueue.bench.listen;

import io.virtualqueue.bench.load.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Very many listeners, in threads of their own. */
public final class Listening implements AutoCloseable {
    /** Threads that read: as many as there are cores for them. */
    public static final int THREADS = 2;
    /** Each needs an open file; there are others. */
    public static final int MAX_LISTENERS = 19_000;

    private static final Duration OPEN_WITHIN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final int count;
    private final List<ListenThread> shares = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Noting> notings = new ArrayList<>();
    private long notedSinceNanos;

    private Listening(int count) {
        this.count = count;
    }

    /**
     * Opens that many connections, in turn of these dialects; returns when all of them listen.
     *
     * @throws WrongAnswerException when one is refused
     */
    public static Listening open(int port, List<? extends Dialect> dialects, int count)
            throws IOException, InterruptedException {
        if (count < 1 || count > MAX_LISTENERS) {
            throw new IllegalArgumentException("listeners: " + count);
        }
        Listening listening = new Listening(count);
        for (int i = 0; i < THREADS; i++) {
            listening.shares.add(new ListenThread(port));
        }
        for (int i = 0; i < count; i++) {
            // Each thread gets some of each dialect.
            listening.shares.get(i / dialects.size() % THREADS).add(i, dialects.get(i % dialects.size()));
        }
        for (ListenThread share : listening.shares) {
            listening.threads.add(Thread.ofPlatform().name("listen").daemon().start(share));
        }
        try {
            listening.await("all listen", OPEN_WITHIN, () -> listening.ready() == count);
        } catch (WrongAnswerException | InterruptedException failure) {
            listening.close();
            throw failure;
        }
        return listening;
    }

    private int ready() {
        return shares.stream().mapToInt(ListenThread::ready).sum();
    }

    /** How many there were at the beginning. */
    public int count() {
        return count;
    }

    /** How many have lost their connections. */
    public int lost() {
        return shares.stream().mapToInt(ListenThread::lost).sum();
    }

    /** Notes from now on what is heard. */
    public void note() {
        notings.clear();
        notedSinceNanos = System.nanoTime();
        for (ListenThread share : shares) {
            Noting noting = new Noting();
            notings.add(noting);
            share.note(noting);
        }
    }

    /**
     * What was heard since {@link #note()}; from now on nothing is noted.
     *
     * @throws WrongAnswerException when a connection was lost
     */
    public Notes noted() {
        shares.forEach(share -> share.note(null));
        requireNoneLost();
        return Notes.together(notings, Duration.ofNanos(System.nanoTime() - notedSinceNanos));
    }

    /**
     * Returns when everyone has heard how full the queue is since the event of that number.
     *
     * @throws WrongAnswerException when somebody does not in time
     */
    public void awaitHeard(long number, Duration within) throws InterruptedException {
        await("all heard of event " + number, within, () -> shares.stream().allMatch(share -> share.haveHeard(number)));
    }

    private void await(String what, Duration within, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            requireNoneLost();
            if (System.nanoTime() - start > within.toNanos()) {
                throw new WrongAnswerException("not within " + within + ": " + what);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void requireNoneLost() {
        Map<String, Long> errors = new HashMap<>();
        shares.forEach(share -> share.errors().forEach((what, times) -> errors.merge(what, times, Long::sum)));
        if (!errors.isEmpty()) {
            throw new WrongAnswerException("connections were refused or lost (count each): " + errors);
        }
    }

    /** Ends all connections; returns when they are closed. */
    @Override
    public void close() {
        shares.forEach(ListenThread::close);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
