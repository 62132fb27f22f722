package io.virtualqueue.server;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients that join one queue, each join under a key of its own, and remember what they were told. */
final class JoinLoad {
    private static final int CLIENTS = 16;
    private static final int MAX_ATTEMPTS = 200;

    private final String path;
    private final Map<String, UUID> acknowledged = new ConcurrentHashMap<>();
    private final Map<UUID, Long> acknowledgedSeqs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> unknown = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean running;

    JoinLoad(String queueId) {
        this.path = "/v1/queues/" + queueId + "/sessions";
    }

    void start(HttpApi api) {
        running = true;
        clients.clear();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.startVirtualThread(() -> joinWhileRunning(api)));
        }
    }

    void stop() {
        running = false;
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Until told to stop, or until an answer is lost: what became of that one is for later. */
    private void joinWhileRunning(HttpApi api) {
        while (running) {
            String user = "visitor-" + number.incrementAndGet();
            if (!join(api, user)) {
                unknown.add(user);
                return;
            }
        }
    }

    private boolean join(HttpApi api, String user) {
        HttpApi.Answer answer;
        try {
            answer = api.with("Idempotency-Key", user).post(path, Map.of("userId", user));
        } catch (UncheckedIOException lost) {
            return false;
        }
        if (answer.status() == 503 || answer.status() == 500) {
            return false;
        }
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        UUID sessionId = UUID.fromString(answer.body().path("sessionId").asText());
        UUID before = acknowledged.putIfAbsent(user, sessionId);
        if (before != null && !before.equals(sessionId)) {
            throw new AssertionError("two places for " + user);
        }
        if (answer.header("Idempotent-Replayed") == null) {
            acknowledgedSeqs.put(sessionId, answer.body().path("seq").asLong());
        }
        return true;
    }

    /** Asks again, with the same keys, for every join whose answer was lost, until each has one. */
    void resolveUnknown(HttpApi api) {
        for (String user = unknown.poll(); user != null; user = unknown.poll()) {
            int attempt = 0;
            while (!join(api, user)) {
                if (++attempt == MAX_ATTEMPTS) {
                    throw new AssertionError("no answer for " + user);
                }
            }
        }
    }

    /** The session that each user was told of. */
    Map<String, UUID> acknowledged() {
        return acknowledged;
    }

    /** The number of each session's joining, as far as the first answer arrived. */
    Map<UUID, Long> acknowledgedSeqs() {
        return acknowledgedSeqs;
    }
}
