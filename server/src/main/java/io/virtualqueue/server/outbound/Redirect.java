package io.virtualqueue.server.outbound;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an answer sends a request on to. Only redirects that keep method and body (307 and 308) are followed, RFC 9110
 * 15.4; what another one wants is not what was asked for.
 */
final class Redirect {
    static final int MAX_REDIRECTS = 3;

    private static final Set<Integer> KEEPING = Set.of(307, 308);
    /** What was meant for the first host alone. */
    private static final Set<String> OF_ONE_ORIGIN = Set.of("authorization", "cookie", "proxy-authorization");

    private Redirect() {}

    /** The request to send instead, or empty when this was the answer. */
    static Optional<OutboundRequest> of(OutboundRequest request, OutboundAnswer answer) throws OutboundException {
        if (!KEEPING.contains(answer.status())) {
            return Optional.empty();
        }
        URI target = target(request.url(), answer.headers().getOrDefault("location", ""));
        if (UrlRules.isSecure(request.url()) && !UrlRules.isSecure(target)) {
            throw new OutboundException(
                    OutboundException.Reason.REDIRECT,
                    "The answer redirects from https to http, which is not followed.");
        }
        return Optional.of(new OutboundRequest(
                request.method(),
                target,
                isSameOrigin(request.url(), target) ? request.headers() : without(request.headers()),
                request.body(),
                request.timeout()));
    }

    private static URI target(URI from, String location) throws OutboundException {
        try {
            URI target = from.resolve(location);
            if (!location.isEmpty() && target.getHost() != null) {
                return target;
            }
        } catch (IllegalArgumentException malformed) {
            // As when it is missing.
        }
        throw new OutboundException(OutboundException.Reason.REDIRECT, "The answer redirects to no URL.");
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost())
                && UrlRules.port(one) == UrlRules.port(other)
                && UrlRules.isSecure(one) == UrlRules.isSecure(other);
    }

    private static Map<String, String> without(Map<String, String> headers) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf(name -> OF_ONE_ORIGIN.contains(name.toLowerCase(Locale.ROOT)));
        return kept;
    }
}
