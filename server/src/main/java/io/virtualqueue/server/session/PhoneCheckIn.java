package io.virtualqueue.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.Channel;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.TimeOrderedId;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;

/**
 * Takes in people who show no credential and are told apart by their phone number: who has it has one place in a queue.
 * Whoever comes with a number that has a place does not get it, for numbers are no secrets.
 */
@Singleton
public final class PhoneCheckIn {
    /** How much of the keyed hash tells numbers apart: 128 bits. */
    private static final int HASH_BYTES = 16;

    private static final String USER_ID = "phone-";

    private final Joining joining;
    private final People people;

    @Inject
    PhoneCheckIn(Joining joining, People people) {
        this.joining = joining;
        this.people = people;
    }

    /**
     * Takes a person in. Waits for the database: not for the event loop. An idempotency key is a secret here, as in public
     * joins.
     *
     * @param join as the body of a join by staff, without the {@code userId}; {@code userPhone} is the number
     * @return 201 with the new place; completes with 422 when the number has one
     */
    public CompletionStage<Response> join(RoutingContext context, QueueKey queue, ObjectNode join) {
        byte[] body = join.toString().getBytes(StandardCharsets.UTF_8);
        byte[] hash = people.phoneHash(queue.tenantId(), join.path("userPhone").asText());
        join.put("userId", USER_ID + HexFormat.of().formatHex(hash, 0, HASH_BYTES));
        Fields fields = Fields.parse(join.toString().getBytes(StandardCharsets.UTF_8));
        SessionRequest request = SessionRequest.as(Caller.of(context), queue.tenantId(), context);
        JoinWish.Draft wish = JoinWish.from(fields, ArrivalFields.believing(Channel.MOBILE));
        IdempotencyKey key = PublicJoining.secretKey(context.request());
        Idempotency idempotency = key == null ? null : request.idempotency("phone:" + queue.queueId(), key, body);
        return joining.join(request, queue, TimeOrderedId.next(), wish, idempotency)
                .thenApply(PhoneCheckIn::newPlace);
    }

    private static Response newPlace(Joined joined) {
        if (joined.status() != Response.Status.CREATED.getStatusCode()) {
            throw ProblemException.invalidField("userPhone", "has a place in the queue already");
        }
        return joined.toResponse();
    }
}
