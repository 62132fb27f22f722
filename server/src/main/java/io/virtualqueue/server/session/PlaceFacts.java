package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.SessionStatus;
import io.virtualqueue.engine.Ticket;
import io.virtualqueue.engine.Visit;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is, without who it is.
 *
 * @param ticket what the person is called by at a service desk, or null
 * @param position 1 for who goes next; 0 when not waiting
 * @param pass once it is the session's turn, for its own holder only; else null
 * @param seq the number of the newest event in it
 */
public record PlaceFacts(
        UUID sessionId,
        UUID queueId,
        String status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ticket,
        @Nullable String priority,
        int position,
        int aheadOfYou,
        @Nullable Long estimatedWaitSeconds,
        @Nullable Long estimatedWaitSecondsP90,
        @Nullable String estimatedWaitTime,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String counterId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant joinedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pass,
        long seq) {

    static PlaceFacts of(
            UUID queueId,
            Session session,
            @Nullable String priority,
            Waiting waiting,
            @Nullable String pass,
            long seq) {
        return new PlaceFacts(
                session.id(),
                queueId,
                Words.of(session.status()),
                ticket(session.visit()),
                priority,
                waiting.position(),
                waiting.ahead(),
                waiting.seconds(),
                waiting.secondsP90(),
                waiting.spoken(),
                session.counterId(),
                session.joinedAt(),
                pass,
                seq);
    }

    private static @Nullable String ticket(@Nullable Visit visit) {
        Ticket ticket = visit == null ? null : visit.ticket();
        return ticket == null ? null : ticket.text();
    }

    /** Of a session that is no longer in the line, of which only the last event is at hand. */
    static PlaceFacts ended(UUID queueId, UUID sessionId, SessionStatus status, long seq) {
        return new PlaceFacts(
                sessionId, queueId, Words.of(status), null, null, 0, 0, null, null, null, null, null, null, seq);
    }

    /** The same for others than the session's own holder. */
    public PlaceFacts withoutPass() {
        return pass == null
                ? this
                : new PlaceFacts(
                        sessionId,
                        queueId,
                        status,
                        ticket,
                        priority,
                        position,
                        aheadOfYou,
                        estimatedWaitSeconds,
                        estimatedWaitSecondsP90,
                        estimatedWaitTime,
                        counterId,
                        joinedAt,
                        null,
                        seq);
    }
}
