package io.virtualqueue.server.session;

import io.virtualqueue.engine.Arrival;
import io.virtualqueue.engine.Channel;
import io.virtualqueue.engine.Visit;
import io.virtualqueue.server.http.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a join matters to the queue, and how far those who come by a way are believed.
 *
 * @param usual by which way those come who name none
 * @param channels the ways that can be named
 * @param takesAppointments whether it is believed that someone has an appointment, which may be worth a better place
 */
record ArrivalFields(Channel usual, List<Channel> channels, boolean takesAppointments) {

    /** Staff and applications are believed everything. */
    static ArrivalFields believing(Channel usual) {
        return new ArrivalFields(usual, List.of(Channel.values()), true);
    }

    /** A visitor without a link. */
    static final ArrivalFields OF_VISITORS =
            new ArrivalFields(Channel.API, List.of(Channel.API, Channel.KIOSK, Channel.QR, Channel.MOBILE), false);

    /** Reads the fields, noting every bad one. */
    Arrival read(Fields fields) {
        Integer partySize = fields.optionalInteger("partySize", 1, Visit.MAX_PARTY_SIZE);
        Integer readyAt = fields.optionalInteger("notifyAtPosition", 0, Visit.MAX_READY_AT);
        Channel channel = fields.optionalOneOf("channel", channels, Words::of);
        Instant appointmentAt = appointmentAt(fields);
        if (partySize == null && readyAt == null && appointmentAt == null) {
            Channel only = channel == null ? usual : channel;
            return only == Channel.API ? Arrival.PLAIN : new Arrival(1, null, 0, only);
        }
        return new Arrival(
                partySize == null ? 1 : partySize,
                appointmentAt,
                readyAt == null ? 0 : readyAt,
                channel == null ? usual : channel);
    }

    private @Nullable Instant appointmentAt(Fields fields) {
        Instant time = fields.optionalInstant("appointmentAt");
        if (time != null && !takesAppointments) {
            fields.reject("appointmentAt", "must be told by staff, a key, or a link that takes appointments");
        }
        return time;
    }
}
