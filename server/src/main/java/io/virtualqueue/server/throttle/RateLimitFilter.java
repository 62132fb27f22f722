package io.virtualqueue.server.throttle;

import io.netty.util.AsciiString;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ClientAddress;
import io.virtualqueue.server.http.OlderPath;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import io.virtualqueue.server.identity.Caller;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Holds every request of the API against the limit of its client, and says on the answer how much is left. */
@Singleton
public final class RateLimitFilter {
    /** After it is known who calls, and before the routes that answer past the resources. */
    private static final int ORDER = 3_000;

    private static final CharSequence LIMIT = AsciiString.cached("RateLimit-Limit");
    private static final CharSequence REMAINING = AsciiString.cached("RateLimit-Remaining");
    private static final CharSequence RESET = AsciiString.cached("RateLimit-Reset");

    private final RateLimits limits;
    private final RateLimiter limiter;

    @Inject
    RateLimitFilter(RateLimits limits, RateLimiter limiter) {
        this.limits = limits;
        this.limiter = limiter;
    }

    void install(@Observes Filters filters) {
        if (limits.areOn()) {
            filters.register(this::handle, ORDER);
        }
    }

    private void handle(RoutingContext context) {
        RateLimits.Charge charge = limits.of(
                context.request().method().name(),
                OlderPath.meantBy(context),
                Caller.of(context),
                ClientAddress.of(context));
        if (charge == null) {
            context.next();
        } else {
            limiter.take(charge.client(), charge.perMinute(), verdict -> goOn(context, verdict));
        }
    }

    private static void goOn(RoutingContext context, RateLimiter.Verdict verdict) {
        if (verdict.isAllowed()) {
            tell(context, verdict);
            context.next();
        } else {
            refuse(context, verdict);
        }
    }

    /** Answers that this was once too often. */
    static void refuse(RoutingContext context, RateLimiter.Verdict verdict) {
        tell(context, verdict);
        RouterProblems.answer(
                context,
                ProblemException.tooMany(
                        "rate_limited",
                        "More than " + verdict.limit() + " requests in a minute.",
                        verdict.retryAfterSeconds()));
    }

    private static void tell(RoutingContext context, RateLimiter.Verdict verdict) {
        MultiMap headers = context.response().headers();
        headers.add(LIMIT, Integer.toString(verdict.limit()));
        headers.add(REMAINING, Long.toString(verdict.remaining()));
        headers.add(RESET, Long.toString(verdict.resetSeconds()));
    }
}
