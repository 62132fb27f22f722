package io.virtualqueue.server.journal;

import io.virtualqueue.engine.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The commands that wait for one queue. One writer at a time takes all of them at once; it runs only while there are
 * any, so that a thousand quiet queues cost nothing.
 */
final class Mailbox {
    /** Commands that may wait for one queue; more are answered with {@link JournalException.Reason#MAILBOX_FULL}. */
    static final int CAPACITY = 20_000;
    /** Commands in one transaction. More gain little (see the reference on performance) and make everyone wait. */
    static final int MAX_BATCH = 1_000;

    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Executor executor;
    private final Consumer<List<Pending>> writer;

    Mailbox(Executor executor, Consumer<List<Pending>> writer) {
        this.executor = executor;
        this.writer = writer;
    }

    /** False when the mailbox is full. A tick always fits: the ticker has at most one under way per queue. */
    boolean offer(Pending pending) {
        if (waiting.size() >= CAPACITY && !(pending.submission().command() instanceof Command.Tick)) {
            return false;
        }
        waiting.add(pending);
        startWriting();
        return true;
    }

    boolean isIdle() {
        return waiting.isEmpty() && !writing.get();
    }

    private void startWriting() {
        if (writing.compareAndSet(false, true)) {
            executor.execute(this::writeAll);
        }
    }

    private void writeAll() {
        try {
            List<Pending> batch = new ArrayList<>();
            while (waiting.drainTo(batch, MAX_BATCH) > 0) {
                writer.accept(batch);
                batch = new ArrayList<>();
            }
        } finally {
            writing.set(false);
        }
        // Something may have come in between the last look and the flag.
        if (!waiting.isEmpty()) {
            startWriting();
        }
    }
}
