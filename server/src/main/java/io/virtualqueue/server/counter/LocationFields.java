package io.virtualqueue.server.counter;

import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.queue.OpeningTimes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What making or changing a location takes; when it is changed, absent fields stay. */
@Schema(name = "LocationFields")
record LocationFields(
        @Schema(minLength = 1, maxLength = MAX_NAME_LENGTH, description = "Required for a new one.") @Nullable
        String name,

        @Schema(maxLength = MAX_ADDRESS_LENGTH, nullable = true) @Nullable
        String address,

        @Schema(description = "The name of the time zone of its hours.", defaultValue = "UTC") @Nullable
        String timeZone,

        @Schema(
                description = "The queues of the kind service_desk that are offered there. Each is offered at one"
                        + " location and takes over its hours.",
                maxItems = MAX_SERVICES)
        @Nullable
        List<UUID> services) {
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_ADDRESS_LENGTH = 500;
    static final int MAX_SERVICES = 500;

    /**
     * What a location shall be.
     *
     * @param name null when it stays, as for the zone and the services
     * @param setsAddress whether the address changes too
     */
    record Wish(
            @Nullable String name,
            boolean setsAddress,
            @Nullable String address,
            @Nullable ZoneId zone,
            @Nullable List<UUID> services) {
        ZoneId zoneOrUtc() {
            return zone == null ? ZoneOffset.UTC : zone;
        }
    }

    /** Reads what a new location shall be. */
    static Wish wishOf(Fields fields) {
        Wish wish = read(fields);
        fields.required("name", wish.name(), "");
        fields.check();
        return wish;
    }

    /** Reads a change. */
    static Wish changeOf(Fields fields) {
        for (String name : List.of("name", "timeZone", "services")) {
            if (fields.isNull(name)) {
                fields.reject(name, "must not be null");
            }
        }
        Wish wish = read(fields);
        fields.check();
        return wish;
    }

    private static Wish read(Fields fields) {
        return new Wish(
                fields.optionalText("name", 1, MAX_NAME_LENGTH),
                fields.isPresent("address"),
                fields.optionalText("address", 1, MAX_ADDRESS_LENGTH),
                OpeningTimes.readZone(fields),
                Ids.read(fields, "services", MAX_SERVICES));
    }
}
