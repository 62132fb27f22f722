package io.virtualqueue.bench.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again at a pace; what was late is caught up with. */
public final class Paced {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> going;

    private Paced(Duration every, Callable<?> action) {
        going = thread.scheduleAtFixedRate(
                () -> {
                    try {
                        action.call();
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                0,
                every.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Begins at once. */
    public static Paced start(Duration every, Callable<?> action) {
        return new Paced(every, action);
    }

    /**
     * Ends it, after the time that is under way.
     *
     * @throws WrongAnswerException when it failed once, and was not done any more since
     */
    public void stop() throws InterruptedException {
        going.cancel(false);
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new WrongAnswerException("what is done at a pace does not end");
        }
        if (going.state() == Future.State.FAILED) {
            throw new WrongAnswerException("what is done at a pace failed: " + going.exceptionNow());
        }
    }
}
