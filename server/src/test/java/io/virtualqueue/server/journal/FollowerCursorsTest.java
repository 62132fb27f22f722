package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virtualqueue.engine.Command;
import io.virtualqueue.engine.QueueSettings;
import io.virtualqueue.engine.QueueStatus;
import io.virtualqueue.engine.VisitRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A follower works on each event once, in order. */
class FollowerCursorsTest extends JournalFixture {
    private static final FollowerCursors.Work NOTHING = (_, _) -> {};

    private final FollowerCursors cursors = new FollowerCursors(database.worker(), "test", 10);

    private QueueKey desk(int joins) {
        QueueKey queue = a.create(tenantId, QueueSettings.serviceDesk("desk").withVisits(VisitRules.ROOM));
        IntStream.range(0, joins).forEach(i -> a.joined(queue, "user " + i));
        return queue;
    }

    private static List<Long> seqs(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::seq).toList();
    }

    @Test
    void itBeginsAtTheBeginningAndGoesOnWhereItWas() {
        QueueKey queue = desk(24);
        List<Long> seen = new ArrayList<>();
        FollowerCursors.Work note = (_, events) -> seen.addAll(seqs(events));

        assertThat(cursors.advance(queue, 25, note)).isEqualTo(FollowerCursors.Step.MORE);
        assertThat(seen).hasSizeBetween(1, 10);
        FollowerCursors.Step step = FollowerCursors.Step.MORE;
        while (step == FollowerCursors.Step.MORE) {
            step = cursors.advance(queue, 25, note);
        }
        assertThat(step).isEqualTo(FollowerCursors.Step.DONE);
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 25).boxed().toList());
        assertThat(cursors.advance(queue, 25, note)).isEqualTo(FollowerCursors.Step.DONE);
        assertThat(seen).hasSize(25);
    }

    @Test
    void eachFollowerHasACursorOfItsOwn() {
        QueueKey queue = desk(1);
        cursors.advance(queue, 2, NOTHING);
        List<Long> seen = new ArrayList<>();

        new FollowerCursors(database.worker(), "another").advance(queue, 2, (_, events) -> seen.addAll(seqs(events)));

        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void whatTheWorkThrowsUndoesIt() {
        QueueKey queue = desk(1);

        assertThatThrownBy(() -> cursors.advance(queue, 2, (_, _) -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cursors.advance(queue, 2, (_, _) -> {
                    throw new SQLException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        List<Long> seen = new ArrayList<>();
        cursors.advance(queue, 2, (_, events) -> seen.addAll(seqs(events)));
        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void oneAtATimeIsAtAQueue() {
        QueueKey queue = desk(1);
        List<FollowerCursors.Step> inner = new ArrayList<>();
        FollowerCursors.Work meanwhile = (_, _) -> inner.add(cursors.advance(queue, 2, NOTHING));
        cursors.advance(queue, 2, NOTHING);

        cursors.advance(queue, 2, meanwhile);

        assertThat(inner).containsExactly(FollowerCursors.Step.TAKEN);
    }

    @Test
    void manyAtOnceWorkOnEachEventOnceAndInOrder() {
        QueueKey queue = desk(60);
        ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> {
                            FollowerCursors.Step step = FollowerCursors.Step.MORE;
                            while (step != FollowerCursors.Step.DONE) {
                                step = cursors.advance(queue, 61, (_, events) -> seen.addAll(seqs(events)));
                            }
                        },
                        Thread::startVirtualThread))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 61).boxed().toList());
    }

    @Test
    void aCommitIsNotSplit() throws Exception {
        QueueKey queue = desk(0);
        List<CompletableFuture<Outcome>> joins = new ArrayList<>();
        try (AutoCloseable locked = lockHead(queue)) {
            assertThat(locked).isNotNull();
            IntStream.range(0, 50)
                    .forEach(i -> joins.add(a.submitJoin(queue, "user " + i).toCompletableFuture()));
        }
        joins.forEach(CompletableFuture::join);
        List<List<RecordedEvent>> parts = new ArrayList<>();
        while (cursors.advance(queue, 51, (_, events) -> parts.add(events)) == FollowerCursors.Step.MORE) {
            assertThat(parts).hasSizeLessThan(52);
        }

        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).getFirst().at())
                    .isNotEqualTo(parts.get(i - 1).getLast().at());
        }
        assertThat(parts.stream().mapToInt(List::size).sum()).isEqualTo(51);
        assertThat(parts).as("a commit of more than is read at once").anyMatch(part -> part.size() > 10);
    }

    @Test
    void queuesThatAreBehindAreFound() {
        QueueKey queue = desk(3);
        Set<UUID> tenants = Set.of(tenantId);

        assertThat(cursors.behind(tenants, 1_000)).contains(new FollowerCursors.Behind(queue, 4));
        while (cursors.advance(queue, 4, NOTHING) == FollowerCursors.Step.MORE) {
            assertThat(cursors.behind(tenants, 1_000)).contains(new FollowerCursors.Behind(queue, 4));
        }
        assertThat(cursors.behind(tenants, 1_000))
                .noneMatch(behind -> behind.queue().equals(queue));
        assertThat(cursors.behind(Set.of(newTenant()), 1_000)).isEmpty();
    }

    @Test
    void aFollowerThatNobodyNeededBeginsInThePresentAndNeverGoesBack() throws SQLException {
        QueueKey queue = desk(3);
        try (Connection connection = database.worker().connection()) {
            FollowerCursors.moveToPresent(connection, "test", tenantId);
            connection.commit();
        }
        a.joined(queue, "late");
        List<Long> seen = new ArrayList<>();
        cursors.advance(queue, 5, (_, events) -> seen.addAll(seqs(events)));
        try (Connection connection = database.worker().connection()) {
            FollowerCursors.moveToPresent(connection, "test", tenantId);
            connection.commit();
        }
        cursors.advance(queue, 5, (_, events) -> seen.addAll(seqs(events)));

        assertThat(seen).containsExactly(5L);
    }

    @Test
    void theSettingsBeforeAChangeAreKnown() throws SQLException {
        QueueKey queue = desk(1);
        a.submit(queue, new Command.ChangeSettings(settings -> settings.withStatus(QueueStatus.CLOSED)));
        try (Connection connection = database.worker().connection()) {
            assertThat(FollowerCursors.settingsBefore(connection, queue, 1)).isEmpty();
            assertThat(FollowerCursors.settingsBefore(connection, queue, 3)
                            .orElseThrow()
                            .status())
                    .isEqualTo(QueueStatus.ACTIVE);
            assertThat(FollowerCursors.settingsBefore(connection, queue, 4)
                            .orElseThrow()
                            .status())
                    .isEqualTo(QueueStatus.CLOSED);
            connection.rollback();
        }
    }
}
