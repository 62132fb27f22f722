package io.virtualqueue.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.engine.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final QueueKey QUEUE = new QueueKey(UUID.randomUUID(), UUID.randomUUID());

    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(scheduled::add, batch -> batchSizes.add(batch.size()));

    private static Pending pending(Command command) {
        return new Pending(Submission.of(QUEUE, command), new CompletableFuture<>());
    }

    @Test
    void allThatWaitGoInOneBatchUpToTheMaximum() {
        for (int i = 0; i < Mailbox.MAX_BATCH + 7; i++) {
            assertThat(mailbox.offer(pending(new Command.Pause()))).isTrue();
        }
        assertThat(scheduled).hasSize(1);
        scheduled.remove().run();

        assertThat(batchSizes).containsExactly(Mailbox.MAX_BATCH, 7);
        assertThat(mailbox.isIdle()).isTrue();
    }

    @Test
    void aFullMailboxRefusesCommandsButNeverTheTick() {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.offer(pending(new Command.Pause()))).isTrue();
        }
        assertThat(mailbox.offer(pending(new Command.Pause()))).isFalse();
        assertThat(mailbox.offer(pending(new Command.Tick()))).isTrue();
        scheduled.remove().run();

        assertThat(mailbox.offer(pending(new Command.Pause()))).isTrue();
    }

    @Test
    void aQuietMailboxOccupiesNoThread() {
        mailbox.offer(pending(new Command.Pause()));
        scheduled.remove().run();
        assertThat(scheduled).isEmpty();
        mailbox.offer(pending(new Command.Pause()));
        assertThat(scheduled).hasSize(1);
    }
}
