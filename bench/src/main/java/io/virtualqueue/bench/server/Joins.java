package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets new people join, each under a user id of its own. */
public final class Joins implements RequestSource {
    /** The priorities, the highest first. */
    public static final List<String> PRIORITIES = List.of("vip", "high", "normal");

    private static final String USER_ID = "{\"userId\":\"";
    private static final int DIGITS = 9;
    private static final String WHO_CHECKS_IN = "\"userName\":\"Ann Example\",\"userPhone\":\"+41 44 555 01 23\","
            + "\"partySize\":2,\"channel\":\"staff\"";

    private final List<byte[]> templates = new ArrayList<>();
    private final int numberAt;
    private final AtomicInteger next;
    private final int end;

    /**
     * Joins with the key of a tenant, in turn with three priorities.
     *
     * @param first the number of the first person
     * @param count of people
     */
    public Joins(Tenant tenant, String queueId, int first, int count) {
        this(
                tenant,
                queueId,
                PRIORITIES.stream()
                        .map(priority -> "\"priority\":\"" + priority + "\"")
                        .toList(),
                first,
                count);
    }

    /** Each time with what comes next of that about the person, in turn. */
    private Joins(Tenant tenant, String queueId, List<String> about, int first, int count) {
        int at = 0;
        for (String more : about) {
            String body = String.format(Locale.ROOT, USER_ID + "%0" + DIGITS + "d\",%s}", 0, more);
            byte[] request = Requests.post("/v1/queues/" + queueId + "/sessions", body, tenant.keyHeader());
            templates.add(request);
            at = new String(request, StandardCharsets.US_ASCII).indexOf(USER_ID) + USER_ID.length();
        }
        numberAt = at;
        next = new AtomicInteger(first);
        end = first + count;
    }

    /** Checks people in at a desk as its staff do: with a name, a phone number and how many come. */
    public static Joins checkingIn(Tenant tenant, String queueId, int first, int count) {
        return new Joins(tenant, queueId, List.of(WHO_CHECKS_IN), first, count);
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
