package io.virtualqueue.server.checkin;

import io.virtualqueue.engine.Channel;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What making a link takes. */
@Schema(
        name = "NewLink",
        requiredProperties = {"name", "channel", "queueIds"})
record LinkFields(
        @Schema(minLength = 1, maxLength = Link.MAX_NAME_LENGTH)
        String name,

        @Schema(enumeration = {"kiosk", "qr", "mobile"}) String channel,

        @Schema(minItems = 1, maxItems = Link.MAX_QUEUES, description = "The queues that can be joined by it.")
        List<UUID> queueIds,

        @Schema(
                defaultValue = "false",
                description = "Whether those who use it are believed that they have an appointment.")
        @Nullable
        Boolean takesAppointments,

        @Schema(
                minimum = "1",
                maximum = "" + Link.MAX_JOINS_PER_MINUTE,
                defaultValue = "" + Link.USUAL_JOINS_PER_MINUTE,
                description = "How many joins each server takes by it in a minute.")
        @Nullable
        Integer joinsPerMinute) {
    private static final List<Channel> CHANNELS = List.of(Channel.KIOSK, Channel.QR, Channel.MOBILE);
    private static final int UUID_LENGTH = 36;

    /** A link that is wanted. */
    record Wish(String name, Channel channel, List<UUID> queueIds, boolean takesAppointments, int joinsPerMinute) {}

    /**
     * Reads the body.
     *
     * @throws ProblemException 422 naming every bad field
     */
    static Wish wishOf(Fields fields) {
        String name = fields.text("name", 1, Link.MAX_NAME_LENGTH);
        Channel channel = fields.oneOf("channel", CHANNELS, LinkFields::word);
        List<UUID> queueIds = queueIds(fields);
        Boolean takesAppointments = fields.optionalFlag("takesAppointments");
        Integer joinsPerMinute = fields.optionalInteger("joinsPerMinute", 1, Link.MAX_JOINS_PER_MINUTE);
        fields.check();
        return new Wish(
                name,
                channel,
                queueIds,
                Boolean.TRUE.equals(takesAppointments),
                joinsPerMinute == null ? Link.USUAL_JOINS_PER_MINUTE : joinsPerMinute);
    }

    private static List<UUID> queueIds(Fields fields) {
        SequencedSet<UUID> ids = new LinkedHashSet<>();
        List<String> texts = fields.texts("queueIds", Link.MAX_QUEUES, UUID_LENGTH, UUID_LENGTH);
        for (int index = 0; index < texts.size(); index++) {
            try {
                ids.add(UUID.fromString(texts.get(index)));
            } catch (IllegalArgumentException malformed) {
                fields.reject("queueIds[" + index + "]", "must be a UUID");
            }
        }
        if (texts.isEmpty()) {
            fields.required("queueIds", null, "");
            if (fields.isPresent("queueIds") && !fields.isNull("queueIds")) {
                fields.reject("queueIds", "must name the queues that can be joined");
            }
        }
        return new ArrayList<>(ids);
    }

    static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
