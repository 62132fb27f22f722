package io.virtualqueue.server.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one webhook that a server has at hand. Of each chain one at a time may go out, in the order of the
 * chain. It keeps each until what became of it is written down. For one thread.
 */
final class Hand {
    private final Map<UUID, Deque<Due>> waiting = new HashMap<>();
    private final Deque<UUID> ready = new ArrayDeque<>();
    private final Set<UUID> underWay = new HashSet<>();
    private final Set<Long> held = new HashSet<>();

    /**
     * Takes what is due, in order.
     *
     * @return those that have to wait, because one before them in their chain is neither here nor among these
     */
    List<Due> take(List<Due> dues) {
        List<Due> blocked = new ArrayList<>();
        for (Due due : dues) {
            Long before = due.beforeOrd();
            if (before != null && !held.contains(before)) {
                blocked.add(due);
                continue;
            }
            held.add(due.ord());
            Deque<Due> chain = waiting.get(due.chain());
            if (chain == null) {
                chain = new ArrayDeque<>();
                waiting.put(due.chain(), chain);
                if (!underWay.contains(due.chain())) {
                    ready.add(due.chain());
                }
            }
            chain.add(due);
        }
        return blocked;
    }

    /** The next that may go out, which then is under way; null when there is none. */
    @Nullable
    Due next() {
        UUID chain = ready.poll();
        Deque<Due> dues = chain == null ? null : waiting.get(chain);
        if (chain == null || dues == null) {
            return null;
        }
        Due next = dues.remove();
        if (dues.isEmpty()) {
            waiting.remove(chain);
        }
        underWay.add(chain);
        return next;
    }

    /** It has arrived, or is given up: the next of its chain may go out. */
    void goOn(Due due) {
        underWay.remove(due.chain());
        if (waiting.containsKey(due.chain())) {
            ready.add(due.chain());
        }
    }

    /** It has to be tried again later: so have those after it in its chain, which are given back. */
    List<Due> stop(Due due) {
        underWay.remove(due.chain());
        Deque<Due> rest = waiting.remove(due.chain());
        return rest == null ? List.of() : List.copyOf(rest);
    }

    /** These are no longer at hand. */
    void letGo(Collection<Long> ords) {
        held.removeAll(ords);
    }

    int readyChains() {
        return ready.size();
    }

    int underWay() {
        return underWay.size();
    }

    int size() {
        return held.size();
    }

    Set<Long> held() {
        return held;
    }
}
