package io.virtualqueue.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of each chain one at a time, in order. */
class HandTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final Facts FACTS = new Facts.OfSession("waiting", "Room", 0, null, null, 1, null, null, null, null);

    private final Hand hand = new Hand();

    private static Due due(long ord, UUID chain, @Nullable Long before) {
        return new Due(
                ord,
                new UUID(1, ord),
                chain,
                new UUID(2, ord),
                EventName.USER_JOINED,
                A,
                chain,
                Instant.EPOCH,
                FACTS,
                0,
                before);
    }

    private @Nullable Long next() {
        Due next = hand.next();
        return next == null ? null : (Long) next.ord();
    }

    @Test
    void aChainWaitsForTheOneThatIsUnderWayAndOthersDoNot() {
        Due first = due(1, A, null);
        assertThat(hand.take(List.of(first, due(2, A, 1L), due(3, B, null)))).isEmpty();

        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(3);
        assertThat(next()).isNull();
        hand.goOn(first);
        assertThat(next()).isEqualTo(2);
        assertThat(hand.underWay()).isEqualTo(2);
    }

    @Test
    void whatComesAfterOneThatIsElsewhereIsNotTaken() {
        Due blocked = due(5, A, 4L);

        assertThat(hand.take(List.of(blocked, due(6, A, 5L), due(7, B, null))))
                .extracting(Due::ord)
                .containsExactly(5L, 6L);
        assertThat(next()).isEqualTo(7);
        assertThat(hand.size()).isEqualTo(1);
    }

    @Test
    void whatComesAfterOneThatFailedIsGivenBack() {
        Due first = due(1, A, null);
        hand.take(List.of(first, due(2, A, 1L), due(3, A, 2L)));
        hand.next();

        assertThat(hand.stop(first)).extracting(Due::ord).containsExactly(2L, 3L);
        assertThat(next()).isNull();
        assertThat(hand.held()).containsExactlyInAnyOrder(1L, 2L, 3L);
        hand.letGo(List.of(1L, 2L, 3L));
        assertThat(hand.size()).isZero();
    }

    @Test
    void moreOfAChainMayComeWhileOneIsUnderWay() {
        Due first = due(1, A, null);
        hand.take(List.of(first));
        hand.next();

        assertThat(hand.take(List.of(due(2, A, 1L)))).isEmpty();
        assertThat(next()).isNull();
        hand.goOn(first);
        assertThat(next()).isEqualTo(2);
    }

    @Property(tries = 200)
    void everythingGoesOutOnceAndEachChainInOrder(@ForAll Random random) {
        Hand busy = new Hand();
        Map<UUID, Long> last = new HashMap<>();
        List<Due> underWay = new ArrayList<>();
        Map<UUID, Long> seen = new HashMap<>();
        long ord = 0;
        int out = 0;
        while (ord < 100 || !underWay.isEmpty() || busy.readyChains() > 0) {
            if (ord < 100 && random.nextBoolean()) {
                UUID chain = new UUID(0, random.nextInt(5));
                Due fresh = due(++ord, chain, last.put(chain, ord));
                busy.take(List.of(fresh));
            }
            Due next = busy.next();
            if (next != null) {
                assertThat(underWay).extracting(Due::chain).doesNotContain(next.chain());
                assertThat(seen.getOrDefault(next.chain(), 0L)).isLessThan(next.ord());
                seen.put(next.chain(), next.ord());
                underWay.add(next);
                out++;
            }
            if (!underWay.isEmpty() && random.nextBoolean()) {
                busy.goOn(underWay.remove(random.nextInt(underWay.size())));
            }
        }
        assertThat(out).isEqualTo(100);
    }
}
