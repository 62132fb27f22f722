package io.virtualqueue.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up without letting a slow name server hold anybody beyond the time-out. The system's look-up blocks the
 * thread it runs on, so that it has threads of its own; those who ask for the same name at the same time share one.
 */
final class LookUps {
    static final int MAX_AT_ONCE = 32;
    static final int MAX_WAITING = 1_000;

    private static final long IDLE_SECONDS = 30;

    private final NameService names;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    LookUps(NameService names, int maxAtOnce, int maxWaiting) {
        this.names = names;
        this.threads = new ThreadPoolExecutor(
                maxAtOnce,
                maxAtOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(maxWaiting),
                Thread.ofPlatform().daemon().name("look-up-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Where the name leads, at least one address. */
    List<InetAddress> addressesOf(String name, Deadline deadline) throws OutboundException {
        try {
            return underWay.computeIfAbsent(name, this::begin).get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new OutboundException(
                    OutboundException.Reason.TIMEOUT, "The name " + name + " could not be looked up in time.");
        } catch (RejectedExecutionException full) {
            throw new OutboundException(
                    OutboundException.Reason.UNKNOWN_HOST, "Too many other names are being looked up.");
        } catch (ExecutionException unknown) {
            throw new OutboundException(OutboundException.Reason.UNKNOWN_HOST, "The name " + name + " is not known.");
        } catch (InterruptedException stopped) {
            throw Deadline.stopped();
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String name) {
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(List.of(names.addressesOf(name)));
            } catch (UnknownHostException | RuntimeException unknown) {
                result.completeExceptionally(unknown);
            } finally {
                underWay.remove(name);
            }
        });
        return result;
    }

    void close() {
        threads.shutdownNow();
    }
}
