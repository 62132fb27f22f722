package io.virtualqueue.bench.rows;

import io.virtualqueue.bench.listen.EventTimes;
import io.virtualqueue.bench.load.Paced;
import io.virtualqueue.bench.server.HttpApi;
import io.virtualqueue.bench.server.Journal;
import io.virtualqueue.bench.server.PackagedServer;
import io.virtualqueue.bench.server.Target;
import io.virtualqueue.bench.server.Tenant;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happens to a queue: people join at a pace, and others are released at the same. */
final class QueueNews implements News {
    private static final int SECONDS_PER_MINUTE = 60;

    private final PackagedServer server;
    private final Tenant tenant;
    private final String queueId;
    private final int perSecond;
    private @Nullable Paced joins;

    /** @param perSecond joins, and releases as well */
    QueueNews(PackagedServer server, Tenant tenant, String queueId, int perSecond) {
        this.server = server;
        this.tenant = tenant;
        this.queueId = queueId;
        this.perSecond = perSecond;
    }

    @Override
    public Target target() {
        return server.target();
    }

    @Override
    public void begin() throws Exception {
        HttpApi visitors = HttpApi.anonymous(server.port());
        tenant.setRate(queueId, perSecond * SECONDS_PER_MINUTE);
        joins = Paced.start(
                Duration.ofSeconds(1).dividedBy(perSecond),
                () -> visitors.post("/v1/public/queues/" + queueId + "/sessions", Map.of(), 201));
    }

    @Override
    public long end() throws Exception {
        Objects.requireNonNull(joins).stop();
        tenant.setRate(queueId, 0);
        return events().size();
    }

    @Override
    public EventTimes times() throws IOException, SQLException {
        return times(_ -> true);
    }

    /** The times of releases only. */
    EventTimes releases() throws IOException, SQLException {
        return times(event -> event.type().equals("released"));
    }

    private EventTimes times(Predicate<Journal.Event> counts) throws IOException, SQLException {
        return new EventTimes(events().stream()
                .mapToLong(event -> counts.test(event) ? event.atMicros() : EventTimes.NEVER)
                .toArray());
    }

    private List<Journal.Event> events() throws IOException, SQLException {
        return Journal.events(server.database(), queueId);
    }
}
