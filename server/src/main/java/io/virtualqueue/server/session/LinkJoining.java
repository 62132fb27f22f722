package io.virtualqueue.server.session;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.engine.Channel;
import io.virtualqueue.server.journal.QueueKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes in people without a credential for whom somebody else has made sure that they may join. */
@Singleton
public final class LinkJoining {
    private final PublicJoining joining;

    @Inject
    LinkJoining(PublicJoining joining) {
        this.joining = joining;
    }

    /**
     * Takes a person in, as a public join does; who shows the token of a session in this queue gets that one.
     *
     * @param channel by which way the person comes, whatever the body says
     * @param takesAppointments whether the body is believed that the person has an appointment
     */
    public CompletionStage<Response> join(
            RoutingContext context, QueueKey queue, Channel channel, boolean takesAppointments, byte[] body) {
        ArrivalFields arrivals = new ArrivalFields(channel, List.of(channel), takesAppointments);
        return joining.join(context, queue, arrivals, body).thenApply(Joined::toResponse);
    }
}
