package io.virtualqueue.server.desk;

import io.virtualqueue.engine.Command;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.session.SessionKey;
import io.virtualqueue.server.session.SessionRequest;
import io.virtualqueue.server.session.Sessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** The steps that only staff and applications may take, whichever path names the session. */
@Singleton
final class ServiceSteps {
    private final Sessions sessions;

    @Inject
    ServiceSteps(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The person is at the counter. */
    CompletionStage<Response> serve(SessionRequest request, SessionKey key) {
        return step(request, key, new Command.Serve(key.sessionId()));
    }

    /** The person was called and did not come. */
    CompletionStage<Response> noShow(SessionRequest request, SessionKey key) {
        return step(request, key, new Command.NoShow(key.sessionId()));
    }

    private CompletionStage<Response> step(SessionRequest request, SessionKey key, Command command) {
        request.caller().require(Permission.HANDLE_SESSIONS);
        return sessions.step(request, key.queue(), command, request.idempotency());
    }
}
