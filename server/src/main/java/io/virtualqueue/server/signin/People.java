package io.virtualqueue.server.signin;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;

/** Tells people from other callers. */
final class People {
    private People() {}

    /**
     * The person who sent a request.
     *
     * @throws ProblemException 401 without a credential, 403 with one that is not a person's
     */
    static Caller.Person of(RoutingContext context) {
        return switch (Caller.of(context)) {
            case Caller.Person person -> person;
            case Caller.Anonymous _ -> throw ProblemException.unauthorized("A credential is needed.");
            default -> throw ProblemException.forbidden("This is for people who have logged in.");
        };
    }
}
