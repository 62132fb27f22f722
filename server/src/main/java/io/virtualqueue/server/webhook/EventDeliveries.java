package io.virtualqueue.server.webhook;

import io.virtualqueue.engine.Event;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueState;
import io.virtualqueue.server.db.DatabaseUnavailableException;
import io.virtualqueue.server.journal.FollowerCursors;
import io.virtualqueue.server.journal.Journal;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.journal.RecordedEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes deliveries of events: one for each occasion and each webhook that asks for it. */
@Singleton
final class EventDeliveries implements DeliveryMaker {
    private final Journal journal;

    @Inject
    EventDeliveries(Journal journal) {
        this.journal = journal;
    }

    /**
     * Adds the deliveries of events, in the transaction of this connection.
     *
     * @param listeners of this queue
     * @param state of the queue, having seen these events
     * @param events in their order, without gaps
     * @return the webhooks that have something to be sent now
     */
    static Set<UUID> add(
            Connection connection,
            QueueKey queue,
            List<Webhook> listeners,
            QueueState state,
            List<RecordedEvent> events)
            throws SQLException {
        return events.isEmpty() || listeners.isEmpty()
                ? Set.of()
                : add(connection, queue, listeners, occasions(connection, queue, state, events));
    }

    /** The same of occasions, whether they come from events or not. */
    static Set<UUID> add(Connection connection, QueueKey queue, List<Webhook> listeners, List<Occasion> occasions)
            throws SQLException {
        List<NewDelivery> deliveries = new ArrayList<>();
        for (Occasion occasion : occasions) {
            for (Webhook webhook : listeners) {
                if (occasion.name().isAskedForBy(webhook.events())
                        && !occasion.at().isBefore(webhook.activeSince())) {
                    deliveries.add(NewDelivery.of(queue, occasion, webhook.id()));
                }
            }
        }
        DeliveryRows.add(connection, queue, deliveries, false);
        return deliveries.stream().map(NewDelivery::webhookId).collect(Collectors.toSet());
    }

    private static List<Occasion> occasions(
            Connection connection, QueueKey queue, QueueState state, List<RecordedEvent> events) throws SQLException {
        Set<UUID> about = new LinkedHashSet<>();
        boolean settingsChange = false;
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof Event.OfSession ofSession) {
                about.add(ofSession.sessionId());
            } else {
                settingsChange = true;
            }
        }
        Map<UUID, Occasions.KnownSession> sessions = DeliveryRows.knownSessions(connection, queue.tenantId(), about);
        QueueSettings before = settingsChange
                ? FollowerCursors.settingsBefore(
                                connection, queue, events.getFirst().seq())
                        .orElse(state.settings())
                : state.settings();
        return Occasions.of(state, before, sessions, events);
    }

    @Override
    public int addReplays(Handle handle, Webhook webhook, QueueKey queue, List<RecordedEvent> events) {
        QueueState state = state(queue);
        if (state == null || events.isEmpty()) {
            return 0;
        }
        try {
            Connection connection = handle.getConnection();
            if (!isFor(connection, webhook, queue)) {
                return 0;
            }
            List<NewDelivery> deliveries = occasions(connection, queue, state, events).stream()
                    .filter(occasion -> occasion.name().isAskedForBy(webhook.events()))
                    .map(occasion -> NewDelivery.of(queue, occasion, webhook.id()))
                    .toList();
            DeliveryRows.add(connection, queue, deliveries, true);
            return deliveries.size();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /** As this server knows it, deleted or not; null when there is none. */
    private @Nullable QueueState state(QueueKey queue) {
        QueueState held = journal.held(queue);
        if (held == null) {
            journal.queue(queue, 0).toCompletableFuture().join();
            held = journal.held(queue);
        }
        return held;
    }

    private static boolean isFor(Connection connection, Webhook webhook, QueueKey queue) throws SQLException {
        UUID applicationId = webhook.applicationId();
        return (webhook.queueId() == null || webhook.queueId().equals(queue.queueId()))
                && (applicationId == null || applicationId.equals(DeliveryRows.applicationOf(connection, queue)));
    }
}
