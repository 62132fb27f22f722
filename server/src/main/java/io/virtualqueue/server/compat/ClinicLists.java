package io.virtualqueue.server.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.engine.Session;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.session.QueuePeople;
import io.virtualqueue.server.session.VisitCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What the clinic's staff see of its queue, under whichever path. */
@Singleton
final class ClinicLists {
    /** How far back in the line the longest wait is looked for. */
    static final int MAX_LOOKED_AT = 1_000;

    private final Clinics clinics;
    private final Journal journal;
    private final QueuePeople people;
    private final VisitCounts counts;
    private final Features features;

    @Inject
    ClinicLists(Clinics clinics, Journal journal, QueuePeople people, VisitCounts counts, Features features) {
        this.clinics = clinics;
        this.journal = journal;
        this.people = people;
        this.counts = counts;
        this.features = features;
    }

    /** Everyone in the queue, whoever is called first. */
    Response queue(RoutingContext context) {
        QueueKey desk = desk(context);
        JsonNode list = Patients.list(people.list(desk, state(desk)));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("success", true);
        body.set("data", list);
        body.put("count", list.size());
        return Response.ok(body).build();
    }

    /** How many there are, and how long they wait, in minutes. */
    Response stats(RoutingContext context) {
        QueueKey desk = desk(context);
        QueueState state = state(desk);
        Instant now = journal.now();
        VisitCounts.OfQueue today = counts.of(desk, startOfDay(now));
        ObjectNode stats = JsonNodeFactory.instance.objectNode();
        stats.put("totalWaiting", state.waiting());
        stats.put("totalCalled", state.inService());
        stats.put("totalCompleted", today.completed());
        stats.put("averageWaitTime", minutes(today.averageWait()));
        stats.put("longestWaitTime", minutes(longestWait(state, now)));
        return Envelope.success(200, stats);
    }

    private static Instant startOfDay(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** Of those who wait now. */
    private static @Nullable Duration longestWait(QueueState state, Instant now) {
        return state.waitingFrom(0, MAX_LOOKED_AT).stream()
                .map(Session::joinedAt)
                .min(Instant::compareTo)
                .map(joined -> Duration.between(joined, now))
                .orElse(null);
    }

    private static long minutes(@Nullable Duration wait) {
        return wait == null || wait.isNegative() ? 0 : Math.ceilDiv(wait.toSeconds(), 60L);
    }

    private QueueKey desk(RoutingContext context) {
        Caller.of(context).require(Permission.SEE_SESSIONS);
        return clinics.desk(context);
    }

    private QueueState state(QueueKey desk) {
        return features.await(() -> journal.queue(desk, 0))
                .filter(QueueState::exists)
                .orElseThrow(() -> ProblemException.conflict("no_clinic", "The clinic's desk has been deleted."));
    }
}
