package io.virtualqueue.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.virtualqueue.engine.Explanation;
import io.virtualqueue.engine.Explanation.InLevel;
import io.virtualqueue.engine.Level;
import io.virtualqueue.engine.LineOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why someone who waits stands where they stand, for the person and for staff. */
@Schema(name = "PlaceExplanation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaceExplanation(
        @Schema(enumeration = {"strict", "shares", "ageing"})
        String order,

        String priority,

        @Schema(
                enumeration = {"arrival", "appointment", "returned", "transferred", "moved"},
                description = "What the place within the priority comes from.")
        String place,

        @Schema(description = "The priorities in which somebody waits, highest first.")
        List<PriorityAhead> priorities,

        @Schema(description = "The only counter that may call the person.") @Nullable
        String reservedForCounter,

        @Schema(description = "All of it in a sentence or two.")
        String text) {

    /** One of the priorities. */
    @Schema(name = "PriorityAhead")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PriorityAhead(
            String priority,
            int waiting,

            @Schema(description = "How many of them go before you.")
            int ahead,

            @Schema(description = "In a queue of shares: of 100 turns, while all of these wait.") @Nullable
            Integer sharePercent,

            @Schema(
                    description = "In a queue that goes by age: who comes into this priority later than this never"
                            + " goes before you.")
            @Nullable
            Instant overtakesUntil) {}

    static PlaceExplanation of(Explanation told, Instant countedFrom, @Nullable String reservedForCounter) {
        Level own = told.levels().stream()
                .map(InLevel::level)
                .filter(level -> level.number() == told.level())
                .findFirst()
                .orElseThrow();
        return new PlaceExplanation(
                word(told.order()),
                own.name(),
                word(told.place()),
                told.levels().stream()
                        .map(each -> priority(told, each, own, countedFrom))
                        .toList(),
                reservedForCounter,
                text(told, own, reservedForCounter));
    }

    private static PriorityAhead priority(Explanation told, InLevel each, Level own, Instant countedFrom) {
        Level level = each.level();
        boolean ages = told.order() == LineOrder.AGEING;
        return new PriorityAhead(
                level.name(),
                each.waiting(),
                each.ahead(),
                told.order() == LineOrder.SHARES ? share(told, level) : null,
                ages ? countedFrom.plusSeconds((long) level.headStartSeconds() - own.headStartSeconds()) : null);
    }

    private static int share(Explanation told, Level level) {
        return Math.round(100f * level.weight() / told.turnsShared());
    }

    private static String text(Explanation told, Level own, @Nullable String reservedForCounter) {
        List<String> sentences = new ArrayList<>();
        sentences.add(ahead(told, own));
        sentences.add(
                switch (told.order()) {
                    case STRICT -> "Higher priorities go first, within one those who came first.";
                    case SHARES ->
                        "The priorities take turns: of 100, about %d are of %s while all of these wait."
                                .formatted(share(told, own), own.name());
                    case AGEING ->
                        "All go by the time of joining, each priority with its head start (%s: %d seconds)."
                                .formatted(own.name(), own.headStartSeconds());
                });
        switch (told.place()) {
            case ARRIVAL -> {}
            case APPOINTMENT -> sentences.add("The place is that of the appointment.");
            case RETURNED -> sentences.add("The place was given on coming back into the line.");
            case TRANSFERRED -> sentences.add("The place was given on coming from another queue.");
            case MOVED -> sentences.add("Staff gave this place, or made room for somebody.");
        }
        if (reservedForCounter != null) {
            sentences.add("Only counter %s calls from here.".formatted(reservedForCounter));
        }
        return String.join(" ", sentences);
    }

    private static String ahead(Explanation told, Level own) {
        if (told.ahead() == 0) {
            return "Nobody goes before you.";
        }
        List<String> parts = told.levels().stream()
                .filter(each -> each.ahead() > 0)
                .map(each -> each.level().number() == own.number()
                        ? each.ahead() + " of your own priority " + own.name()
                        : each.ahead() + " of priority " + each.level().name())
                .toList();
        return "%d %s before you: %s."
                .formatted(told.ahead(), told.ahead() == 1 ? "goes" : "go", String.join(", ", parts));
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
