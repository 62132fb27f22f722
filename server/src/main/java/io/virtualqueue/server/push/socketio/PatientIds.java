package io.virtualqueue.server.push.socketio;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Says where a patient's id alone opens what is else opened by the token of the session. */
@FunctionalInterface
public interface PatientIds {
    /**
     * The token that the id stands for; completes with null where it stands for none.
     *
     * @param host that the client calls, as in the header, or null
     */
    CompletionStage<@Nullable String> token(UUID patientId, @Nullable String host);
}
