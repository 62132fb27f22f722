package io.virtualqueue.server.throttle;

import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.tenant.RequestLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Says which limit a request falls under. */
@Singleton
final class RateLimits {
    private static final String API = "/v1/";
    private static final String OAUTH = "/oauth/";
    private static final String SIGNING_IN = "/v1/auth";
    private static final String PUBLIC_QUEUES = "/v1/public/queues/";
    private static final String LINKS = "/v1/public/links/";
    private static final String FEEDBACK = "/v1/public/feedback/";
    /** These show tokens that are too long to be guessed. */
    private static final Set<String> WITHOUT_SECRET = Set.of("/v1/auth/refresh", "/v1/auth/logout");

    private static final String POST = "POST";

    private final RequestLimits limits;
    private final int perMinute;
    private final int loginsPerMinute;
    private final int publicJoinsPerMinute;
    private final int feedbackPerMinute;

    /** Whom a request counts for, and how many of them are allowed. */
    record Charge(Client client, int perMinute) {}

    /**
     * All of them per minute.
     *
     * @param perMinute for a client whose tenant or application has no limit of its own; 0 turns all limits off
     */
    @Inject
    RateLimits(
            RequestLimits limits,
            @ConfigProperty(name = "VQ_RATE_LIMIT_PER_MINUTE", defaultValue = "1000") int perMinute,
            @ConfigProperty(name = "VQ_LOGIN_RATE_LIMIT_PER_MINUTE", defaultValue = "30") int loginsPerMinute,
            @ConfigProperty(name = "VQ_PUBLIC_JOIN_RATE_LIMIT_PER_MINUTE", defaultValue = "120")
                    int publicJoinsPerMinute,
            @ConfigProperty(name = "VQ_FEEDBACK_RATE_LIMIT_PER_MINUTE", defaultValue = "30") int feedbackPerMinute) {
        this.limits = limits;
        this.perMinute = checked("VQ_RATE_LIMIT_PER_MINUTE", perMinute, 0);
        this.loginsPerMinute = checked("VQ_LOGIN_RATE_LIMIT_PER_MINUTE", loginsPerMinute, 1);
        this.publicJoinsPerMinute = checked("VQ_PUBLIC_JOIN_RATE_LIMIT_PER_MINUTE", publicJoinsPerMinute, 1);
        this.feedbackPerMinute = checked("VQ_FEEDBACK_RATE_LIMIT_PER_MINUTE", feedbackPerMinute, 1);
    }

    private static int checked(String variable, int value, int min) {
        if (value < min || value > RequestLimits.MAX_PER_MINUTE) {
            throw new IllegalArgumentException(
                    variable + " must be from " + min + " to " + RequestLimits.MAX_PER_MINUTE + ", not " + value);
        }
        return value;
    }

    boolean areOn() {
        return perMinute > 0;
    }

    /** What is allowed from an address without a credential. */
    int perAddress() {
        return perMinute;
    }

    /**
     * The limit for a request, or null when there is none.
     *
     * @param path normalized
     */
    @Nullable
    Charge of(String method, String path, Caller caller, String address) {
        if (path.startsWith(SIGNING_IN) && method.equals(POST) && !WITHOUT_SECRET.contains(path)) {
            return new Charge(Client.at(address, Client.Purpose.LOGIN), loginsPerMinute);
        }
        if ((path.startsWith(PUBLIC_QUEUES) || path.startsWith(LINKS)) && method.equals(POST)) {
            return new Charge(Client.at(address, Client.Purpose.PUBLIC_JOIN), publicJoinsPerMinute);
        }
        if (path.startsWith(FEEDBACK)) {
            return new Charge(Client.at(address, Client.Purpose.FEEDBACK), feedbackPerMinute);
        }
        return path.startsWith(API) || path.startsWith(OAUTH) ? of(caller, address) : null;
    }

    private Charge of(Caller caller, String address) {
        return switch (caller) {
            case Caller.Application application ->
                new Charge(
                        new Client.Known(application.tenantId(), application.applicationId()),
                        limits.of(application.tenantId(), application.applicationId(), perMinute));
            case Caller.Person person ->
                new Charge(
                        new Client.Known(person.tenantId(), person.accountId()),
                        limits.of(person.tenantId(), perMinute));
            case Caller.SessionHolder holder ->
                new Charge(
                        new Client.Known(holder.tenantId(), holder.sessionId()),
                        limits.of(holder.tenantId(), perMinute));
            case Caller.PassHolder holder ->
                new Charge(
                        new Client.Known(holder.tenantId(), holder.sessionId()),
                        limits.of(holder.tenantId(), perMinute));
            case Caller.Anonymous _ -> new Charge(Client.at(address, Client.Purpose.ANONYMOUS), perMinute);
        };
    }
}
