package io.virtualqueue.server.checkin;

import io.virtualqueue.engine.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A link by which people join some queues of a tenant without a credential and from any page.
 *
 * @param name what staff call it, such as "Kiosk in the hall"
 * @param channel by which way those come who use it
 * @param queueIds the queues that can be joined by it, in the order in which they are offered
 * @param takesAppointments whether those who use it are believed that they have an appointment
 * @param joinsPerMinute how many joins each server takes by it in a minute
 */
record Link(
        UUID tenantId,
        UUID id,
        String name,
        Channel channel,
        List<UUID> queueIds,
        boolean takesAppointments,
        int joinsPerMinute,
        Instant createdAt) {

    static final int MAX_PER_TENANT = 500;
    static final int MAX_QUEUES = 50;
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_JOINS_PER_MINUTE = 10_000;
    static final int USUAL_JOINS_PER_MINUTE = 60;

    Link {
        queueIds = List.copyOf(queueIds);
    }
}
