package io.virtualqueue.server.session;

import io.quarkus.virtual.threads.VirtualThreads;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.SessionTokens;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where people went who were transferred, so that whoever holds the old session can follow. */
@Singleton
final class Successors {
    private final Sessions sessions;
    private final SessionRows rows;
    private final SessionTokens tokens;
    private final ExecutorService threads;

    /** A session in another queue, and what its holder shows. */
    @Schema(name = "Successor")
    record Successor(UUID sessionId, UUID queueId, String sessionToken) {}

    @Inject
    Successors(Sessions sessions, SessionRows rows, SessionTokens tokens, @VirtualThreads ExecutorService threads) {
        this.sessions = sessions;
        this.rows = rows;
        this.tokens = tokens;
        this.threads = threads;
    }

    /** 200 with the session that took the place of this one, or 204 when none has. */
    CompletionStage<Response> of(SessionRequest request, SessionKey key) {
        SessionAccess.requireView(request.caller(), key, Permission.HANDLE_SESSIONS);
        return sessions.place(request, key).thenApplyAsync(_ -> answer(key), threads);
    }

    private Response answer(SessionKey key) {
        return rows.successorOf(key.queue().tenantId(), key.sessionId())
                .map(this::describe)
                .map(successor -> Response.ok(successor).build())
                .orElseGet(() -> Response.noContent().build());
    }

    private Successor describe(SessionKey key) {
        QueueKey queue = key.queue();
        return new Successor(
                key.sessionId(), queue.queueId(), tokens.issue(queue.tenantId(), queue.queueId(), key.sessionId()));
    }
}
