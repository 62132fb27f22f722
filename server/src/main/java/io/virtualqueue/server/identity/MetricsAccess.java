package io.virtualqueue.server.identity;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Shows the metrics to this machine, and to those who know the token of {@code VQ_METRICS_TOKEN}. */
@Singleton
public final class MetricsAccess {
    private static final int ORDER = 4_000;
    private static final String PATH = "/metrics";

    private final Optional<String> token;

    @Inject
    public MetricsAccess(@ConfigProperty(name = "VQ_METRICS_TOKEN") Optional<String> token) {
        this.token = token;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, ORDER);
    }

    private void handle(RoutingContext context) {
        if (!context.normalizedPath().startsWith(PATH) || isFromHere(context.request()) || showsToken(context)) {
            context.next();
        } else {
            RouterProblems.answer(context, ProblemException.unauthorized("The metrics need their token."));
        }
    }

    private boolean showsToken(RoutingContext context) {
        String shown = Authentication.bearer(context.request().getHeader(HttpHeaderNames.AUTHORIZATION));
        return shown != null && token.isPresent() && MessageDigest.isEqual(bytes(shown), bytes(token.get()));
    }

    /** A proxy on this machine speaks for others, and says so. */
    private static boolean isFromHere(HttpServerRequest request) {
        return isLoopback(request.remoteAddress())
                && !request.headers().contains("X-Forwarded-For")
                && !request.headers().contains("Forwarded");
    }

    private static boolean isLoopback(@Nullable SocketAddress address) {
        String host = address == null ? null : address.hostAddress();
        return host != null && InetAddress.ofLiteral(host).isLoopbackAddress();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
