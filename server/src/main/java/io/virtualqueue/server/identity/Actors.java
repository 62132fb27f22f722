package io.virtualqueue.server.identity;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.trail.Actor;

/** Says of a request, for the trail, who sent it and from where. */
public final class Actors {
    private Actors() {}

    public static Actor of(RoutingContext context) {
        return of(Caller.of(context), ClientAddress.of(context));
    }

    static Actor of(Caller caller, String address) {
        return switch (caller) {
            case Caller.Person person -> new Actor(Actor.Kind.PERSON, person.accountId(), address);
            case Caller.Application application ->
                new Actor(Actor.Kind.APPLICATION, application.applicationId(), address);
            case Caller.SessionHolder holder -> new Actor(Actor.Kind.SESSION, holder.sessionId(), address);
            case Caller.PassHolder holder -> new Actor(Actor.Kind.SESSION, holder.sessionId(), address);
            case Caller.Anonymous _ -> new Actor(Actor.Kind.ANONYMOUS, null, address);
        };
    }
}
