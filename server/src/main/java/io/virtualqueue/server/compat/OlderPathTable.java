package io.virtualqueue.server.compat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.OlderPath;
import io.virtualqueue.server.http.OlderPaths;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.http.RouterProblems;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which paths of today the older ones stand for: who has to log in, what may be called from pages, and which rate limit
 * holds is decided for those.
 */
@Singleton
final class OlderPathTable implements OlderPaths {
    /** After the gate of {@code http} and before anything is looked up. */
    private static final int ORDER = 9_000;

    private static final String PUBLIC_JOIN = "/v1/public/queues/~/sessions";
    private static final String PUBLIC_LOOK = "/v1/public/sessions/~";
    private static final String JOIN = "/v1/sessions";
    private static final String LOG_IN = "/v1/auth/login";
    private static final String LOG_OUT = "/v1/auth/logout";
    private static final String ANY = "/v1/~";

    private static final Set<String> SIGNING_IN = Set.of("/auth/login", "/auth/refresh", "/auth/logout");
    private static final String APP_API_KEY = "app_api_key";
    private static final String TOKEN = "token";

    private final boolean areServed;

    @Inject
    OlderPathTable(@ConfigProperty(name = "VQ_OLDER_PATHS", defaultValue = "true") boolean areServed) {
        this.areServed = areServed;
    }

    void install(@Observes Filters filters) {
        if (!areServed) {
            filters.register(OlderPathTable::refuse, ORDER);
        }
    }

    private static void refuse(RoutingContext context) {
        if (OlderPath.of(context) == null) {
            context.next();
        } else {
            RouterProblems.answer(context, ProblemException.notFound("Older paths are not served here."));
        }
    }

    @Override
    public @Nullable OlderPath of(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.startsWith("/v1/") || path.length() < 2) {
            return null;
        }
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.equals("/api") || plain.startsWith("/api/") ? ofClinic(plain) : ofOthers(plain, context.request());
    }

    private static OlderPath ofClinic(String path) {
        return new OlderPath(
                switch (path) {
                    case "/api/checkin" -> PUBLIC_JOIN;
                    case "/api/staff/login" -> LOG_IN;
                    case "/api/staff/logout" -> LOG_OUT;
                    default -> path.startsWith("/api/position/") || path.startsWith("/api/status/") ? PUBLIC_LOOK : ANY;
                },
                true,
                Envelope.CLINIC,
                null);
    }

    private static @Nullable OlderPath ofOthers(String path, HttpServerRequest request) {
        return switch (path) {
            case "/join" -> ofWaitingRoom(JOIN, true, request.getHeader(APP_API_KEY));
            case "/queue_status", "/cancel" -> ofWaitingRoom(PUBLIC_LOOK, true, token(request));
            default -> {
                if (SIGNING_IN.contains(path) || isBelow(path, "/webhooks") || isGuidesJoin(path)) {
                    yield new OlderPath("/v1" + path, false, Envelope.GUIDE, null);
                }
                yield isBelow(path, "/applications") || isBelow(path, "/queues") || isBelow(path, "/dashboard")
                        ? ofWaitingRoom(ANY, false, request.getHeader(APP_API_KEY))
                        : null;
            }
        };
    }

    private static OlderPath ofWaitingRoom(String meant, boolean isForPages, @Nullable String credential) {
        return new OlderPath(meant, isForPages, Detail.WAITING_ROOM, credential);
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static boolean isGuidesJoin(String path) {
        return path.startsWith("/queues/") && path.endsWith("/join");
    }

    private static @Nullable String token(HttpServerRequest request) {
        String token = request.query() == null ? null : request.getParam(TOKEN);
        return token == null || token.isEmpty() ? null : token;
    }
}
