package io.virtualqueue.server.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a request means whose path is one of an older API. The filters that go by the path go by that.
 *
 * @param meant the path of this API that it stands for: that decides who has to log in, and which rate limit holds
 * @param isForPages whether web pages of allowed origins may call it
 * @param problems how its problems are told
 * @param credential the credential where the older API does not have it in one of the usual headers, or null
 */
public record OlderPath(
        String meant,
        boolean isForPages,
        ProblemForm problems,
        @Nullable String credential) {
    private static final String KEY = "io.virtualqueue.older-path";

    /** Lets this be what the request means. */
    void note(RoutingContext context) {
        context.put(KEY, this);
    }

    /** What was noted for this request, or null when its path is one of today. */
    public static @Nullable OlderPath of(RoutingContext context) {
        return context.get(KEY);
    }

    /** The normalized path of the request, or the one that it stands for. */
    public static String meantBy(RoutingContext context) {
        OlderPath older = of(context);
        return older == null ? context.normalizedPath() : older.meant();
    }

    @Override
    public String toString() {
        return "OlderPath[" + meant + "]";
    }
}
