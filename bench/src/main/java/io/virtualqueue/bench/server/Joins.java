package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets new people join, each under a user id of its own, in turn with three priorities. */
public final class Joins implements RequestSource {
    /** The priorities, the highest first. */
    public static final List<String> PRIORITIES = List.of("vip", "high", "normal");

    private static final int DIGITS = 9;

    private final List<byte[]> templates = new ArrayList<>();
    private final int numberAt;
    private final AtomicInteger next;
    private final int end;

    /**
     * Joins with the key of a tenant.
     *
     * @param first the number of the first person
     * @param count of people
     */
    public Joins(Tenant tenant, String queueId, int first, int count) {
        int at = 0;
        for (String priority : PRIORITIES) {
            String body =
                    String.format(Locale.ROOT, "{\"userId\":\"%0" + DIGITS + "d\",\"priority\":\"%s\"}", 0, priority);
            byte[] request = Requests.post("/v1/queues/" + queueId + "/sessions", body, tenant.keyHeader());
            templates.add(request);
            at = new String(request, StandardCharsets.US_ASCII).indexOf("{\"userId\":\"") + "{\"userId\":\"".length();
        }
        numberAt = at;
        next = new AtomicInteger(first);
        end = first + count;
    }

    /** Joins as a visitor of a web page: without a credential, always the same bytes. */
    public static byte[] asVisitor(String queueId) {
        return Requests.post("/v1/public/queues/" + queueId + "/sessions", "{}");
    }

    @Override
    public boolean next(int connection, ByteBuffer into) {
        int number = next.getAndIncrement();
        if (number >= end) {
            return false;
        }
        int start = into.position();
        into.put(templates.get(number % templates.size()));
        int rest = number;
        for (int i = DIGITS - 1; i >= 0; i--) {
            into.put(start + numberAt + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return true;
    }
}
