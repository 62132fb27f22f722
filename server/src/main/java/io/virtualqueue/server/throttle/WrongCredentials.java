package io.virtualqueue.server.throttle;

import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.identity.LookUpLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Counts wrong credentials for the address that they come from. */
@Singleton
final class WrongCredentials implements LookUpLimit {
    private final RateLimits limits;
    private final RateLimiter limiter;

    @Inject
    WrongCredentials(RateLimits limits, RateLimiter limiter) {
        this.limits = limits;
        this.limiter = limiter;
    }

    @Override
    public void ask(RoutingContext context, Runnable lookUp) {
        if (!limits.areOn()) {
            lookUp.run();
            return;
        }
        limiter.take(client(context), limits.perAddress(), verdict -> {
            if (verdict.isAllowed()) {
                lookUp.run();
            } else {
                RateLimitFilter.refuse(context, verdict);
            }
        });
    }

    @Override
    public void wasGood(RoutingContext context) {
        if (limits.areOn()) {
            limiter.giveBack(client(context));
        }
    }

    private static Client client(RoutingContext context) {
        return Client.at(ClientAddress.of(context), Client.Purpose.WRONG_CREDENTIAL);
    }
}
