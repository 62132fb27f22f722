package io.virtualqueue.server.checkin;

import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link as those who manage queues see it. */
@Schema(name = "Link")
record LinkView(
        UUID id,
        String name,

        @Schema(enumeration = {"kiosk", "qr", "mobile"}) String channel,

        List<UUID> queueIds,
        boolean takesAppointments,
        int joinsPerMinute,
        Instant createdAt,

        @Schema(description = "What the code or the kiosk holds: whoever has it may join.")
        String token) {

    /** A page of links. */
    @Schema(name = "Links")
    record Page(List<LinkView> links, Pagination pagination) {}

    static LinkView of(Link link, String token) {
        return new LinkView(
                link.id(),
                link.name(),
                LinkFields.word(link.channel()),
                link.queueIds(),
                link.takesAppointments(),
                link.joinsPerMinute(),
                link.createdAt(),
                token);
    }

    @Override
    public String toString() {
        return "Link[" + id + "]";
    }
}
