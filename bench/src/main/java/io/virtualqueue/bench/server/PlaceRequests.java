package io.virtualqueue.bench.server;

import io.virtualqueue.bench.load.AnswerCheck;
import io.virtualqueue.bench.load.LoadPlan;
import io.virtualqueue.bench.load.RequestSource;
import io.virtualqueue.bench.load.ResponseParser;
import io.virtualqueue.bench.load.WrongAnswerException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Asks for the position of random places, and sees that the answer is for it. */
public final class PlaceRequests implements RequestSource, AnswerCheck {
    private static final byte[] WAITING = ascii("\"status\":\"waiting\"");
    private static final byte[] RELEASED = ascii("\"status\":\"released\"");

    private final byte[] start;
    private final byte[] middle;
    private final byte[] end = ascii("\r\n\r\n");
    private final boolean hasOwnToken;
    private final Places places;
    private final int[] asked = new int[LoadPlan.MAX_CONNECTIONS];

    private PlaceRequests(String path, String credential, boolean hasOwnToken, Places places) {
        this.start = ascii("GET " + path);
        this.middle = ascii("/position HTTP/1.1\r\nHost: 127.0.0.1\r\n" + credential);
        this.hasOwnToken = hasOwnToken;
        this.places = places;
    }

    /** Position reads, each with the own session token. */
    public static PlaceRequests positions(Places places) {
        return new PlaceRequests("/v1/sessions/", "Authorization: Bearer ", true, places);
    }

    /** Position reads of the tenant's application, which names the queue: a key does not say it, as a token does. */
    public static PlaceRequests positions(Places places, Tenant tenant, String queueId) {
        return new PlaceRequests("/v1/queues/" + queueId + "/sessions/", tenant.keyHeader(), false, places);
    }

    @Override
    public boolean next(int connection, ByteBuffer into) {
        int place = ThreadLocalRandom.current().nextInt(places.size());
        asked[connection] = place;
        into.put(start);
        places.putId(place, into);
        into.put(middle);
        if (hasOwnToken) {
            places.putToken(place, into);
        }
        into.put(end);
        return true;
    }

    @Override
    public void accept(int connection, ResponseParser answer) {
        // One a minute is released.
        if (!(says(WAITING, answer) || says(RELEASED, answer)) || !places.begins(asked[connection], answer)) {
            throw new WrongAnswerException(
                    "not the position of a waiting " + places.id(asked[connection]) + ": " + answer.body());
        }
    }

    private static boolean says(byte[] status, ResponseParser answer) {
        int from = answer.bodyStart() + Places.ID_LENGTH;
        return JsonBytes.after(status, answer.bytes(), from, answer.bodyStart() + answer.bodyLength()) > 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
