package io.virtualqueue.server.counter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A counter as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Counter")
record CounterView(
        UUID id,
        UUID tenantId,
        UUID locationId,
        String name,
        @Nullable String label,

        @Schema(enumeration = {"open", "paused", "break", "closed"})
        String status,

        @Schema(description = "When it came into this status.")
        Instant since,

        @Nullable String reason,

        @Schema(description = "When a break ends by itself; absent without a break, or when staff end it.") @Nullable
        Instant breakUntil,

        @Schema(description = "The queues that it serves; where people are equal, the first goes first.")
        List<UUID> services,

        @Schema(description = "Who works there; when nobody is named, all staff may.")
        List<CounterFields.Worker> staff,

        @Schema(description = "Whom it has called or serves, longest first; only in the answer for one counter.")
        @Nullable
        List<Guest> sessions,

        Instant createdAt,
        Instant updatedAt) {

    /** Somebody at a counter. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CounterSession")
    record Guest(
            UUID sessionId,
            UUID queueId,

            @Schema(enumeration = {"called", "serving"}) String status,

            @Schema(description = "When it came into this status.")
            Instant since,

            @Schema(description = "What the person is called by.") @Nullable
            String ticket) {}

    /** A page of counters. */
    @Schema(name = "Counters")
    record Page(List<CounterView> counters, Pagination pagination) {}

    static CounterView of(Counter counter, Instant now) {
        return of(counter, now, null);
    }

    static CounterView of(Counter counter, Instant now, @Nullable List<Guest> sessions) {
        Shift shift = counter.shift().at(now);
        return new CounterView(
                counter.id(),
                counter.tenantId(),
                counter.locationId(),
                counter.name(),
                counter.label(),
                shift.status().wireName(),
                shift.since(),
                shift.reason(),
                shift.breakUntil(),
                counter.services(),
                counter.staff().stream()
                        .map(each -> new CounterFields.Worker(each.userId(), each.services()))
                        .toList(),
                sessions,
                counter.createdAt(),
                counter.updatedAt());
    }
}
