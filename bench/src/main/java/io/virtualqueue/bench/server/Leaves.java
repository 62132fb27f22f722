package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.RequestSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets people leave from the middle of a line, in random order, each with the own session token, each once. */
public final class Leaves {
    private final Places places;
    private final List<Integer> order = new ArrayList<>();
    private int taken;

    /** Of those places the half that joined neither first nor last. */
    public Leaves(Places places) {
        this.places = places;
        int quarter = places.size() / 4;
        for (int i = quarter; i < places.size() - quarter; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
    }

    /** The next ones, that many. */
    public RequestSource of(int count) {
        int start = taken;
        taken += count;
        AtomicInteger next = new AtomicInteger(start);
        return (connection, into) -> {
            int number = next.getAndIncrement();
            if (number >= start + count) {
                return false;
            }
            put(order.get(number), into);
            return true;
        };
    }

    private void put(int place, ByteBuffer into) {
        into.put(ascii("DELETE /v1/sessions/"));
        places.putId(place, into);
        into.put(ascii(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "));
        places.putToken(place, into);
        into.put(ascii("\r\n\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
