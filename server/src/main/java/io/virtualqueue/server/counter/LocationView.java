package io.virtualqueue.server.counter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.queue.OpeningTimes;
import io.virtualqueue.server.queue.OpeningTimes.DayView;
import io.virtualqueue.server.queue.OpeningTimes.SlotView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A location as clients see it. */
@Schema(name = "Location")
record LocationView(
        UUID id,
        UUID tenantId,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String address,
        String timeZone,

        @Schema(description = "Whether it has hours of its own; without, its services follow their own settings.")
        boolean hasHours,

        @Schema(description = "By day of the week; null for always open.", nullable = true) @Nullable
        Map<String, List<SlotView>> openingHours,

        List<DayView> openingExceptions,
        List<UUID> services,
        Instant createdAt,
        Instant updatedAt) {

    /** A page of locations. */
    @Schema(name = "Locations")
    record Page(List<LocationView> locations, Pagination pagination) {}

    static LocationView of(Location location) {
        Hours.View hours = location.hours() == null
                ? new Hours.View(null, List.of())
                : location.hours().view();
        return new LocationView(
                location.id(),
                location.tenantId(),
                location.name(),
                location.address(),
                OpeningTimes.nameOf(location.zone()),
                location.hours() != null,
                hours.openingHours(),
                hours.openingExceptions(),
                location.services(),
                location.createdAt(),
                location.updatedAt());
    }
}
