package io.virtualqueue.server.counter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.server.http.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What making or changing a counter takes; when it is changed, absent fields stay. */
@Schema(name = "CounterFields")
record CounterFields(
        @Schema(minLength = 1, maxLength = MAX_NAME_LENGTH, description = "Required for a new one.") @Nullable
        String name,

        @Schema(
                description = "The number or letter that people look for.",
                maxLength = MAX_LABEL_LENGTH,
                nullable = true)
        @Nullable
        String label,

        @Schema(
                description = "The queues that it serves; where people are equal, the first goes first. A queue that is"
                        + " offered at no location yet is offered at the counter's from then on.",
                maxItems = MAX_SERVICES)
        @Nullable
        List<UUID> services) {
    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_LABEL_LENGTH = 20;
    static final int MAX_SERVICES = 100;
    static final int MAX_STAFF = 200;

    /** The body that names what a counter serves. */
    @Schema(name = "CounterServices")
    record Services(@Schema(maxItems = MAX_SERVICES) List<UUID> services) {}

    /** The body that names who works at a counter. */
    @Schema(name = "CounterStaff")
    record Staff(
            @Schema(description = "Nobody: all staff may.", maxItems = MAX_STAFF)
            List<Worker> staff) {}

    /** Someone who works at a counter. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CounterWorker")
    record Worker(
            UUID userId,

            @Schema(description = "Which of the counter's services; absent or null for all.", nullable = true) @Nullable
            List<UUID> services) {}

    /**
     * What a counter shall be.
     *
     * @param name null when it stays, as for the services
     * @param setsLabel whether the label changes too
     */
    record Wish(
            @Nullable String name,
            boolean setsLabel,
            @Nullable String label,
            @Nullable List<UUID> services) {}

    /** Reads what a new counter shall be. */
    static Wish wishOf(Fields fields) {
        Wish wish = read(fields);
        fields.required("name", wish.name(), "");
        fields.check();
        return wish;
    }

    /** Reads a change. */
    static Wish changeOf(Fields fields) {
        for (String name : List.of("name", "services")) {
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
                fields.isPresent("label"),
                fields.optionalText("label", 1, MAX_LABEL_LENGTH),
                Ids.read(fields, "services", MAX_SERVICES));
    }

    /** Reads what a counter shall serve. */
    static List<UUID> servicesOf(Fields fields) {
        List<UUID> services = Ids.read(fields, "services", MAX_SERVICES);
        List<UUID> named = fields.required("services", services, List.of());
        if (fields.isNull("services")) {
            fields.reject("services", "must not be null");
        }
        fields.check();
        return named;
    }

    /** Reads who shall work at a counter. */
    static List<Counter.Assignment> staffOf(Fields fields) {
        List<Counter.Assignment> staff = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        if (!fields.isPresent("staff") || fields.isNull("staff")) {
            fields.reject("staff", "is required");
        }
        for (Fields each : fields.objects("staff", 0, MAX_STAFF)) {
            UUID userId = each.uuid("userId");
            if (!seen.add(userId)) {
                each.reject("userId", "must be named once");
            }
            staff.add(new Counter.Assignment(userId, Ids.read(each, "services", MAX_SERVICES)));
        }
        fields.check();
        return staff;
    }
}
