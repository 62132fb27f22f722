package io.virtualqueue.server.desk;

import io.virtualqueue.engine.Command;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.journal.Idempotency;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
import io.virtualqueue.server.session.Transferring;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The steps that only staff and applications may take, whichever path names the session. */
@Singleton
final class ServiceSteps {
    private final Sessions sessions;
    private final Transferring transferring;
    private final Undoing undoing;

    @Inject
    ServiceSteps(Sessions sessions, Transferring transferring, Undoing undoing) {
        this.sessions = sessions;
        this.transferring = transferring;
        this.undoing = undoing;
    }

    /** The body of a return as the documentation shows it. */
    @Schema(name = "Return")
    record ReturnBody(
            @Schema(description = "Whether to the old place, or to the end of the level; without it the queue's rule.")
            @Nullable
            Boolean keepPlace,

            @Schema(maxLength = CallNextResource.MAX_COUNTER_ID, description = "The only counter that is to call.")
            @Nullable
            String counterId) {}

    /** This one is called, whoever else waits. */
    CompletionStage<Response> call(SessionRequest request, SessionKey key, byte[] body) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        String counterId = fields.optionalText("counterId", 1, CallNextResource.MAX_COUNTER_ID);
        fields.check();
        return step(request, key, new Command.CallChosen(key.sessionId(), counterId), request.idempotency(body));
    }

    /** The person is called once more. */
    CompletionStage<Response> recall(SessionRequest request, SessionKey key) {
        return step(request, key, new Command.Recall(key.sessionId()), request.idempotency());
    }

    /** The person is at the counter. */
    CompletionStage<Response> serve(SessionRequest request, SessionKey key) {
        return step(request, key, new Command.Serve(key.sessionId()), request.idempotency());
    }

    /** The person was called and did not come. */
    CompletionStage<Response> noShow(SessionRequest request, SessionKey key) {
        return step(request, key, new Command.NoShow(key.sessionId()), request.idempotency());
    }

    /** Back into the line: who was called, or served, or comes after having been missed. */
    CompletionStage<Response> putBack(SessionRequest request, SessionKey key, byte[] body) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        Fields fields = Fields.parse(body);
        Boolean keepPlace = fields.optionalFlag("keepPlace");
        String counterId = fields.optionalText("counterId", 1, CallNextResource.MAX_COUNTER_ID);
        fields.check();
        Command back = new Command.PutBack(key.sessionId(), keepPlace, counterId);
        return step(request, key, back, request.idempotency(body));
    }

    /** The person gives up, or is sent away. */
    CompletionStage<Response> cancel(SessionRequest request, SessionKey key) {
        return step(request, key, new Command.Leave(key.sessionId()), request.idempotency());
    }

    /** To another place in the line. */
    CompletionStage<Response> move(SessionRequest request, SessionKey key, byte[] body) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        return sessions.place(request, key)
                .thenCompose(_ -> step(
                        request,
                        key,
                        MoveWish.from(Fields.parse(body)).of(key.sessionId()),
                        request.idempotency(body)));
    }

    /** To another service, or to another counter of this one. */
    CompletionStage<Response> transfer(SessionRequest request, SessionKey key, byte[] body) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        return sessions.place(request, key).thenCompose(_ -> transferKnown(request, key, body));
    }

    private CompletionStage<Response> transferKnown(SessionRequest request, SessionKey key, byte[] body) {
        Idempotency idempotency = request.idempotency(body);
        return switch (TransferWish.from(Fields.parse(body))) {
            case TransferWish.ToQueue(var queueId, var priority, var keepPlace) ->
                transferring.toQueue(request, key, queueId, priority, keepPlace, idempotency);
            case TransferWish.ToCounter(var counterId, var keepPlace) ->
                transferring.toCounter(request, key, counterId, keepPlace, idempotency);
        };
    }

    /** The last step is taken back. */
    CompletionStage<Response> undo(SessionRequest request, SessionKey key) {
        return undoing.undo(request, key, request.idempotency());
    }

    private CompletionStage<Response> step(
            SessionRequest request, SessionKey key, Command command, @Nullable Idempotency idempotency) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        return sessions.step(request, key.queue(), command, idempotency);
    }
}
