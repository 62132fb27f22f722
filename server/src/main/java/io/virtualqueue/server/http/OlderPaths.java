package io.virtualqueue.server.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Knows the paths of older APIs. */
@FunctionalInterface
public interface OlderPaths {
    /** What the request means, whose target is well-formed; null when its path is one of today, or of nobody. */
    @Nullable
    OlderPath of(RoutingContext context);
}
