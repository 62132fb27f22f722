package io.virtualqueue.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.virtualqueue.server.outbound.OutboundException.Reason;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookUpsTest {
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final LookUps lookUps = new LookUps(this::slowly, 1, 1);

    private InetAddress[] slowly(String name) {
        asked.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException closed) {
            throw new IllegalStateException(name, closed);
        }
        return Caller.addresses("127.0.0.1");
    }

    @AfterEach
    void close() {
        lookUps.close();
    }

    private CompletableFuture<List<InetAddress>> ask(String name) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                found.complete(lookUps.addressesOf(name, Deadline.after(Caller.LONG)));
            } catch (OutboundException failure) {
                found.completeExceptionally(failure);
            }
        });
        return found;
    }

    @Test
    void thoseWhoAskForTheSameNameShareOneLookUp() {
        var first = ask("a.example.com");
        await().untilAsserted(() -> assertThat(asked).hasValue(1));
        var second = ask("a.example.com");
        answer.countDown();

        assertThat(first.join()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(second.join()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void moreThanTheQueueTakesAreRefusedAtOnceAndTakenLater() throws OutboundException {
        var first = ask("a.example.com");
        await().untilAsserted(() -> assertThat(asked).hasValue(1));
        assertThatThrownBy(() -> lookUps.addressesOf("b.example.com", Deadline.after(Caller.SHORT)))
                .as("waits")
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));

        assertThatThrownBy(() -> lookUps.addressesOf("c.example.com", Deadline.after(Caller.LONG)))
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_HOST));

        answer.countDown();
        assertThat(first.join()).hasSize(1);
        assertThat(ask("b.example.com").join()).hasSize(1);
        await().untilAsserted(() -> assertThat(lookUps.addressesOf("c.example.com", Deadline.after(Caller.LONG)))
                .hasSize(1));
    }
}
