package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.engine.Ticket;
import io.virtualqueue.engine.Visit;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a session carries beyond its place, as clients read it; nothing where there is nothing to tell. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VisitFacts(
        @Schema(description = "What the person is called by, such as A042.") @Nullable
        String ticket,

        @Nullable Integer partySize,
        @Nullable Instant appointmentAt,

        @Schema(enumeration = {"api", "staff", "kiosk", "qr", "mobile"}) @Nullable
        String channel,

        @Schema(description = "From which position the person is told to get ready.") @Nullable
        Integer notifyAtPosition,

        @Schema(description = "Whether that has been told.") @Nullable
        Boolean toldToGetReady,

        @Schema(description = "The only counter that may call the person.") @Nullable
        String reservedForCounter,

        @Schema(description = "The session in another queue that went on as this one.") @Nullable
        UUID transferredFrom) {
    private static final VisitFacts NOTHING = new VisitFacts(null, null, null, null, null, null, null, null);

    static VisitFacts of(QueueState state, Session session) {
        Visit visit = session.visit();
        int usual = state.settings().visits().getReadyAt();
        if (visit == null) {
            return usual == 0 ? NOTHING : new VisitFacts(null, null, null, null, usual, null, null, null);
        }
        int readyAt = visit.readyAt() > 0 ? visit.readyAt() : usual;
        return new VisitFacts(
                ticketOf(visit),
                visit.partySize(),
                visit.appointmentAt(),
                Words.of(visit.channel()),
                readyAt == 0 ? null : readyAt,
                visit.toldReady(),
                visit.forCounter(),
                visit.transferredFrom());
    }

    /** What the session's person is called by, or null. */
    static @Nullable String ticketOf(@Nullable Visit visit) {
        Ticket ticket = visit == null ? null : visit.ticket();
        return ticket == null ? null : ticket.text();
    }
}
