package io.virtualqueue.server.feedback;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.db.TenantTransactions;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.identity.FeedbackTokens;
import io.virtualqueue.server.journal.QueueKey;
import io.virtualqueue.server.vault.TenantKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What is kept of feedback. All of it waits for the database. */
@Singleton
final class FeedbackRows {
    /** No more counters are told apart. */
    static final int MAX_COUNTERS = 500;

    static final List<String> SORT_FIELDS = List.of("givenAt", "rating");

    private static final Map<String, String> ASCENDING =
            Map.of("givenAt", "given_at, session_id", "rating", "rating, given_at, session_id");
    private static final Map<String, String> DESCENDING =
            Map.of("givenAt", "given_at DESC, session_id DESC", "rating", "rating DESC, given_at DESC, session_id");

    private static final String FIND = Sql.text(FeedbackRows.class, "find_rated_session");
    private static final String LOCK = Sql.text(FeedbackRows.class, "lock_rated_session");
    private static final String WRITE = Sql.text(FeedbackRows.class, "write_feedback");
    private static final String LIST = Sql.text(FeedbackRows.class, "list_feedback");
    private static final String COUNT = Sql.text(FeedbackRows.class, "count_feedback");
    private static final String RATINGS = Sql.text(FeedbackRows.class, "count_ratings");
    private static final String RATINGS_OF_COUNTERS = Sql.text(FeedbackRows.class, "count_ratings_of_counters");
    private static final String QUEUE = "queue";

    private final TenantTransactions tenants;

    /** Some of a list, and how many are on all pages. */
    record Page(List<Feedback> feedback, long total) {}

    /** What a person has said, for the first time or again. */
    record Said(int rating, @Nullable SealedComment comment) {}

    /** A session that may be rated now. */
    record Locked(String status, @Nullable String counterId) {}

    @Inject
    FeedbackRows(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** The session with what was said of it; empty when it is not there, or does not tell any more whose it was. */
    Optional<RatedSession> find(FeedbackTokens.Subject subject) {
        return tenants.inTenant(
                subject.tenantId(),
                handle -> ofSession(handle, FIND, subject)
                        .map((row, _) -> rated(subject.tenantId(), subject.sessionId(), row))
                        .findOne());
    }

    /** The session, which stays as it is until the end of the transaction; empty as above. For servers only. */
    static Optional<Locked> lock(Handle handle, FeedbackTokens.Subject subject) {
        return ofSession(handle, LOCK, subject)
                .map((row, _) -> new Locked(row.getString("status"), row.getString("counter_id")))
                .findOne();
    }

    private static Query ofSession(Handle handle, String sql, FeedbackTokens.Subject subject) {
        return handle.createQuery(sql)
                .bind("tenant", subject.tenantId())
                .bind(QUEUE, subject.queueId())
                .bind("session", subject.sessionId());
    }

    /**
     * Writes what was said. For servers only.
     *
     * @return whether it is the first of this session; empty when it is not written, because the first is too old
     */
    static Optional<Boolean> write(
            Handle handle, FeedbackTokens.Subject subject, @Nullable String counterId, Said said, Instant now) {
        SealedComment comment = said.comment();
        return ofSession(handle, WRITE, subject)
                .bind("counter", counterId)
                .bind("rating", said.rating())
                .bind("comment", comment == null ? null : comment.sealed())
                .bind("key", comment == null ? null : (Integer) TenantKeys.keyOf(comment.sealed()))
                .bind("now", at(now))
                .bind("changeableSince", at(now.minus(Feedback.CHANGEABLE_FOR)))
                .mapTo(Boolean.class)
                .findOne();
    }

    /** What was said of the sessions of a queue. */
    Page page(QueueKey queue, PageRequest request) {
        Map<String, String> orders = request.descending() ? DESCENDING : ASCENDING;
        String order = Objects.requireNonNull(orders.get(request.sort()));
        return tenants.inTenant(
                queue.tenantId(),
                handle -> new Page(
                        handle.createQuery(LIST + "ORDER BY " + order + " LIMIT :limit OFFSET :offset")
                                .bind(QUEUE, queue.queueId())
                                .bind("limit", request.limit())
                                .bind("offset", request.offset())
                                .map((row, _) -> feedback(
                                        queue.tenantId(),
                                        row.getObject("session_id", UUID.class),
                                        row.getString("counter_id"),
                                        row))
                                .list(),
                        handle.createQuery(COUNT)
                                .bind(QUEUE, queue.queueId())
                                .mapTo(Long.class)
                                .one()));
    }

    /** How often each rating was given within a period, in all and by counter. */
    Satisfaction satisfaction(QueueKey queue, Period period) {
        return tenants.inTenant(queue.tenantId(), handle -> {
            Map<Integer, Long> all = new HashMap<>();
            within(handle, RATINGS, queue, period)
                    .map((row, _) -> all.put(row.getInt(1), row.getLong(2)))
                    .list();
            Map<String, Map<Integer, Long>> byCounter = new LinkedHashMap<>();
            within(handle, RATINGS_OF_COUNTERS, queue, period)
                    .bind("limit", MAX_COUNTERS)
                    .map((row, _) -> byCounter
                            .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                            .put(row.getInt(2), row.getLong(3)))
                    .list();
            return Satisfaction.of(queue.queueId(), period, all, byCounter);
        });
    }

    private static Query within(Handle handle, String sql, QueueKey queue, Period period) {
        return handle.createQuery(sql)
                .bind(QUEUE, queue.queueId())
                .bind("from", at(period.from()))
                .bind("to", at(period.to()));
    }

    private static RatedSession rated(UUID tenantId, UUID sessionId, ResultSet row) throws SQLException {
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        boolean isRated = row.getObject("given_at") != null;
        return new RatedSession(
                row.getString("status"),
                row.getString("counter_id"),
                row.getString("queue_name"),
                endedAt == null ? null : endedAt.toInstant(),
                isRated ? feedback(tenantId, sessionId, row.getString("rated_counter_id"), row) : null);
    }

    private static Feedback feedback(UUID tenantId, UUID sessionId, @Nullable String counterId, ResultSet row)
            throws SQLException {
        byte[] comment = row.getBytes("comment");
        return new Feedback(
                sessionId,
                counterId,
                row.getInt("rating"),
                comment == null ? null : new SealedComment(tenantId, sessionId, comment),
                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
